package org.ewsphone.registry.shared;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.ewsphone.call.PhoneCallId;

/** Wakes those of this node who wait for a call, when word of a change has come. */
final class Signals {

    private final Place[] places =
            IntStream.range(0, 64).mapToObj(i -> new Place()).toArray(Place[]::new);

    /** How often word of the call has come. To be asked before the call is read, so that no word is missed. */
    long count(PhoneCallId id) {
        return placeOf(id).count();
    }

    /** Word has come. */
    void tell(PhoneCallId id) {
        placeOf(id).tell();
    }

    /** Word of any call may have been missed. */
    void tellAll() {
        for (Place place : places) {
            place.tell();
        }
    }

    /** Waits until the count is another than this, or for so long. A thread that is interrupted does not wait. */
    void await(PhoneCallId id, long count, Duration atMost) {
        placeOf(id).await(count, atMost.toNanos());
    }

    private Place placeOf(PhoneCallId id) {
        return places[Math.floorMod(id.hashCode(), places.length)];
    }

    /** Where those wait whose ids fall together. */
    private static final class Place {
        private long count;

        synchronized long count() {
            return count;
        }

        synchronized void tell() {
            count++;
            notifyAll();
        }

        synchronized void await(long seen, long nanos) {
            long end = System.nanoTime() + nanos;
            try {
                for (long left = nanos; count == seen && left > 0; left = end - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
