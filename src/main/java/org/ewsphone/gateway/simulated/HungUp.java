package org.ewsphone.gateway.simulated;

import org.ewsphone.call.PhoneCallId;

/**
 * A call that the gateway itself ended, and how.
 *
 * @param id the call
 * @param how the request that ended it; a call that was answered while it was being cancelled ended by {@link How#BYE}
 */
public record HungUp(PhoneCallId id, How how) {

    /** The two ways to end a call (RFC 3261, sections 9 and 15). */
    public enum How {
        /** Before the answer. */
        CANCEL,
        /** After it. */
        BYE
    }
}
