package org.ewsphone.gateway.simulated;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.ewsphone.call.SipStatus;

/**
 * Somebody with a telephone.
 *
 * @param behaviour what becomes of a call to them
 * @param hangingUp what becomes of hanging it up
 * @param script the same as a script has it, a JSON object
 */
record Subscriber(Behaviour behaviour, HangingUp hangingUp, String script) {

    /** Whoever has a number that nobody has. */
    static final Subscriber NOBODY = new Subscriber(
            new Behaviour.Refuses(
                    Duration.ZERO, Optional.empty(), Duration.ZERO, SipStatus.of(404), OptionalInt.empty()),
            HangingUp.WORKS,
            "{\"does\": \"rejects\", \"status\": 404}");
}
