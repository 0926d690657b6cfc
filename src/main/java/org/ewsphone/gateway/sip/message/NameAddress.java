package org.ewsphone.gateway.sip.message;

import java.util.Map;
import java.util.Optional;

/**
 * A URI with parameters beside it, as in From, To, Contact, Route and Record-Route. A display name is not kept.
 *
 * @param uri without the brackets, never blank, without spaces
 * @param parameters those of the field, not those of the URI; names in small letters
 */
public record NameAddress(String uri, Map<String, String> parameters) {

    /** Throws {@link IllegalArgumentException} when there is no URI. */
    public NameAddress {
        if (uri.isEmpty() || uri.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>' || c == '"')) {
            throw new IllegalArgumentException("An address has a URI without spaces");
        }
        parameters = Map.copyOf(parameters);
    }

    /** The address in the value of a field; throws {@link IllegalArgumentException} when there is none. */
    public static NameAddress parse(String value) {
        int open = indexOutsideQuotes(value, '<');
        if (open < 0) {
            int semicolon = value.indexOf(';');
            return semicolon < 0
                    ? new NameAddress(value.strip(), Map.of())
                    : new NameAddress(
                            value.substring(0, semicolon).strip(),
                            Text.parameters(value.substring(semicolon + 1), ';'));
        }
        int close = value.indexOf('>', open);
        if (close < 0) {
            throw new IllegalArgumentException("An address ends with a bracket");
        }
        return new NameAddress(
                value.substring(open + 1, close).strip(), Text.parameters(value.substring(close + 1), ';'));
    }

    /** The tag that tells one end of a dialog. */
    public Optional<String> tag() {
        return Optional.ofNullable(parameters.get("tag")).filter(tag -> !tag.isEmpty());
    }

    private static int indexOutsideQuotes(String value, char wanted) {
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == wanted) {
                return i;
            }
        }
        return -1;
    }
}
