package org.ewsphone.clients;

import java.time.Duration;

/** How long a test waits for what is to come before it gives up. */
final class Patience {

    private static final Duration ENOUGH = Duration.ofSeconds(30);

    private final long end = System.nanoTime() + ENOUGH.toNanos();

    /** Whether it is worth looking again. */
    boolean isLeft() {
        return System.nanoTime() - end < 0;
    }
}
