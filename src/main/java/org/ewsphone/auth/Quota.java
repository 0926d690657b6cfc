package org.ewsphone.auth;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.ewsphone.call.ThrottledException;
import org.ewsphone.call.ThrottledException.Limit;

/** What one user may still ask: tokens, one a request, which come back with time, and places, which come back with answers. */
final class Quota {

    /** When a place will be free nobody knows; most answers take much less. */
    private static final Duration UNTIL_A_PLACE_IS_FREE = Duration.ofSeconds(1);

    private final Optional<Bucket> tokens;
    private final Semaphore places;

    /**
     * All of it.
     *
     * @param tokens none when there is no limit
     * @param places 0 is no limit
     */
    Quota(Optional<Bucket> tokens, int places) {
        this.tokens = tokens;
        this.places = new Semaphore(places == 0 ? Integer.MAX_VALUE : places);
    }

    /** Serves the request, or throws {@link ThrottledException}. A request that finds no place has used its token. */
    <T> T serve(Supplier<T> request) {
        tokens.ifPresent(Quota::take);
        if (!places.tryAcquire()) {
            throw new ThrottledException(Limit.CONCURRENCY, UNTIL_A_PLACE_IS_FREE);
        }
        try {
            return request.get();
        } finally {
            places.release();
        }
    }

    private static void take(Bucket tokens) {
        ConsumptionProbe probe = tokens.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new ThrottledException(Limit.RATE, Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }
}
