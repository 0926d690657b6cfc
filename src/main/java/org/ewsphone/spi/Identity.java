package org.ewsphone.spi;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody who is known for sure.
 *
 * @param name the user; one name means one user, whichever way it was told
 * @param mailbox the user's own
 * @param roles what else the user is
 * @param enabled whether the account may be used
 * @param until when this has to be shown anew, at the latest
 */
public record Identity(String name, String mailbox, Set<String> roles, boolean enabled, Instant until) {

    /** Throws {@link IllegalArgumentException} when the name or the mailbox is blank. */
    public Identity {
        if (name.isBlank() || mailbox.isBlank()) {
            throw new IllegalArgumentException("An identity has a name and a mailbox");
        }
        roles = Set.copyOf(roles);
    }

    /** A user in good standing, for as long as nobody says otherwise. */
    public Identity(String name, String mailbox, Set<String> roles) {
        this(name, mailbox, roles, true, Instant.MAX);
    }
}
