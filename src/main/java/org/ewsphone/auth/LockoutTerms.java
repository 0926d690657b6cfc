package org.ewsphone.auth;

import java.time.Duration;

/**
 * How long somebody waits who failed. The last failure that is allowed costs the whole lock-out, each one before it half
 * as much as the next, and what would be shorter than the shortest delay costs nothing.
 *
 * @param attempts failures until the lock-out
 * @param shortest the first delay
 * @param lockout the longest, after which everything is forgotten
 */
record LockoutTerms(int attempts, Duration shortest, Duration lockout) {

    private static final int MOST_HALVINGS = 40;

    /** How long to wait after so many failures. */
    Duration delay(int failures) {
        int halvings = Math.min(Math.max(attempts - failures, 0), MOST_HALVINGS);
        Duration delay = lockout.dividedBy(1L << halvings);
        return delay.compareTo(shortest) < 0 ? Duration.ZERO : delay;
    }

    /** Whether so many failures are the last that are allowed. */
    boolean isLockout(int failures) {
        return failures >= attempts;
    }
}
