package org.ewsphone.clients;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How long a test waits for what is to come before it gives up. */
public final class Patience {

    private static final Duration ENOUGH = Duration.ofSeconds(30);

    private static final Duration BREATH = Duration.ofMillis(20);

    private final long end = System.nanoTime() + ENOUGH.toNanos();

    /** Whether it is worth looking again, after a moment: a user may ask only so often. */
    public boolean isLeft() {
        LockSupport.parkNanos(BREATH.toNanos());
        return System.nanoTime() - end < 0;
    }
}
