package org.ewsphone.servers;

import java.io.IOException;
import java.time.Duration;

/** Waits for what another process does. */
final class Waiting {

    private static final Duration ENOUGH = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(100);

    private Waiting() {}

    /** Returns when it is so, and throws with the log when that takes too long. */
    static void until(String what, Condition condition, Log log) throws IOException {
        long end = System.nanoTime() + ENOUGH.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException("Not in time: " + what + "\n" + log.text());
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(GLANCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /** What is waited for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    /** What to show when it does not come. */
    @FunctionalInterface
    interface Log {
        String text() throws IOException;
    }
}
