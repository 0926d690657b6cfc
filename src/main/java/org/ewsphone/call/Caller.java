package org.ewsphone.call;

import java.security.Principal;

/**
 * Who is asking, and for which mailbox.
 *
 * @param name the authenticated user
 * @param mailbox the mailbox in effect, which owns the calls that are placed
 */
public record Caller(String name, String mailbox) implements Principal {

    /** Throws {@link IllegalArgumentException} when either is blank. */
    public Caller {
        if (name.isBlank() || mailbox.isBlank()) {
            throw new IllegalArgumentException("A caller has a name and a mailbox");
        }
    }

    @Override
    public String getName() {
        return name;
    }
}
