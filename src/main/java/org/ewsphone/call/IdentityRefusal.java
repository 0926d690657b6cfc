package org.ewsphone.call;

import java.time.Instant;
import java.util.Optional;

/**
 * A request whose sender was not identified. There is nothing in it that could be a secret: not what was sent, and not the
 * name either, for people type their passwords there.
 *
 * @param at when it was refused
 * @param requestId the id that the answer has
 * @param address where the client is
 * @param scheme the kind of credentials, in small letters; nothing when there were none
 * @param reason what was wrong
 */
public record IdentityRefusal(Instant at, String requestId, String address, Optional<String> scheme, Reason reason) {

    /** What was wrong, as far as somebody who reads about it needs to know. */
    public enum Reason {
        /** There were none. */
        NO_CREDENTIALS,
        /** They were of a kind that is not taken, or not written as that kind is. */
        NOT_UNDERSTOOD,
        /** They were wrong, or it was too early to try them. */
        NOT_ACCEPTED
    }
}
