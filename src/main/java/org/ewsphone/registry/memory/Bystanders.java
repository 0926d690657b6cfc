package org.ewsphone.registry.memory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.ewsphone.call.PhoneCallId;

/** Those who wait for a call to change. Telling them costs next to nothing while nobody waits. */
final class Bystanders {

    private final Place[] places =
            IntStream.range(0, 64).mapToObj(i -> new Place()).toArray(Place[]::new);

    void tell(PhoneCallId id) {
        placeOf(id).tell();
    }

    void await(PhoneCallId id, BooleanSupplier condition, Duration atMost) {
        placeOf(id).await(condition, TimeUnit.MILLISECONDS.toNanos(atMost.toMillis()));
    }

    private Place placeOf(PhoneCallId id) {
        return places[Math.floorMod(id.hashCode(), places.length)];
    }

    /** Where those wait whose ids fall together. */
    private static final class Place {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final AtomicInteger waiting = new AtomicInteger();

        void tell() {
            if (waiting.get() == 0) {
                return;
            }
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** Counts itself before it looks, so that a change after the look finds somebody to tell. */
        void await(BooleanSupplier condition, long nanos) {
            waiting.incrementAndGet();
            lock.lock();
            try {
                long left = nanos;
                while (!condition.getAsBoolean() && left > 0) {
                    left = changed.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                lock.unlock();
                waiting.decrementAndGet();
            }
        }
    }
}
