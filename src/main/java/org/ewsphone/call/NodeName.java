package org.ewsphone.call;

import java.util.regex.Pattern;

/**
 * The name of one of the servers that share a registry, for one life of it: after a restart it is another node, which
 * does not have the calls of the former.
 *
 * @param value 1 to 100 letters, digits, dots, hyphens and underscores of ASCII
 */
public record NodeName(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** Throws {@link IllegalArgumentException} for a value that cannot be a name. */
    public NodeName {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "The name of a node has 1 to 100 letters, digits, dots, hyphens and underscores");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
