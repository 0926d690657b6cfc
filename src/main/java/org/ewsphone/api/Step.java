package org.ewsphone.api;

import java.time.Instant;
import java.util.Optional;
import org.ewsphone.call.Origin;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.SipStatus;

/**
 * A step of a call.
 *
 * @param kind what it was
 * @param state to which it came
 * @param sipStatus the network's final word on a call that failed
 * @param origin who took it
 * @param at when
 */
record Step(Kind kind, PhoneCallState state, Optional<SipStatus> sipStatus, Origin origin, Instant at) {

    /** What a step is, besides coming to another state. */
    enum Kind {
        /** The call came to the state in which it is. */
        STATE("state"),
        /** Somebody asked for its end. */
        HANG_UP("hang-up"),
        /** The network did not end it. */
        HANG_UP_FAILED("hang-up-failed");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Its name for clients. */
        String word() {
            return word;
        }
    }
}
