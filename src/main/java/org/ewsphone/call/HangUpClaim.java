package org.ewsphone.call;

import java.time.Instant;
import java.util.UUID;

/**
 * The right to hang a call up at the network, held by one caller at a time, so that it is hung up once however many ask.
 *
 * @param token tells one claim from another
 * @param until after this instant the claim counts for nothing: whoever held it is gone
 */
public record HangUpClaim(UUID token, Instant until) {

    /** Whether the claim still holds. */
    public boolean isLive(Instant now) {
        return now.isBefore(until);
    }
}
