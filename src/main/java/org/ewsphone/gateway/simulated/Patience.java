package org.ewsphone.gateway.simulated;

import java.time.Duration;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;

/**
 * How long a slow gateway is waited for.
 *
 * @param timeline where the time passes
 * @param timeout after this we give up
 */
record Patience(Timeline timeline, Duration timeout) {

    /** Waits for a gateway that needs this long; throws {@link CallException} when that is too long. */
    void await(Duration needed) {
        boolean tooLong = needed.compareTo(timeout) > 0;
        pass(tooLong ? timeout : needed);
        if (tooLong) {
            throw timedOut();
        }
    }

    /** Waits for a gateway that will not answer, and throws {@link CallException} then. */
    void awaitInVain() {
        pass(timeout);
        throw timedOut();
    }

    private void pass(Duration time) {
        try {
            timeline.pass(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallException(CallFailure.GATEWAY_TIMED_OUT, "Interrupted while waiting for the gateway", e);
        }
    }

    private CallException timedOut() {
        return new CallException(
                CallFailure.GATEWAY_TIMED_OUT, "The simulated gateway did not answer within " + timeout);
    }
}
