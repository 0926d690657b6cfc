package org.ewsphone.gateway.sip.signalling;

import java.time.Duration;

/**
 * How long one waits (RFC 3261, 17.1.1.1).
 *
 * @param t1 the time of a way there and back
 * @param t2 the longest pause before something is sent again
 * @param connecting how long a connection may take to come about
 */
public record Timers(Duration t1, Duration t2, Duration connecting) {

    /** What the standard says, and three seconds for connecting. */
    public static final Timers STANDARD =
            new Timers(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(3));

    private static final int PATIENCE = 64;

    /** When a request without an answer is given up, and what may still arrive will have arrived. */
    Duration giveUp() {
        return t1.multipliedBy(PATIENCE);
    }

    Duration doubled(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(t2) < 0 ? twice : t2;
    }
}
