package org.ewsphone.stores;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other processes do. */
public final class Awaiting {

    private static final Duration ENOUGH = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(50);

    private Awaiting() {}

    /** Returns when it is so, and throws with an explanation when that takes too long. */
    public static void until(String what, Condition condition, Explanation explanation) throws IOException {
        long end = System.nanoTime() + ENOUGH.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("Not in time: " + what + "\n" + explanation.text());
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }

    /** What is waited for. */
    @FunctionalInterface
    public interface Condition {
        /** Whether it is so. */
        boolean holds() throws IOException;
    }

    /** What to show when it does not come. */
    @FunctionalInterface
    public interface Explanation {
        /** What is known now. */
        String text() throws IOException;
    }
}
