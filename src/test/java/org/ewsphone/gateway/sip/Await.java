package org.ewsphone.gateway.sip;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what other threads do. */
final class Await {

    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final Duration BREATH = Duration.ofMillis(5);

    private Await() {}

    static void until(BooleanSupplier condition, Supplier<String> complaint) {
        long end = System.nanoTime() + ENOUGH.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail(complaint);
            }
            LockSupport.parkNanos(BREATH.toNanos());
        }
    }
}
