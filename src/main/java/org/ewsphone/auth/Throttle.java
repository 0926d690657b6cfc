package org.ewsphone.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ewsphone.call.Admission;
import org.ewsphone.call.Caller;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;

/** How often each user may ask, and how much at once, for whichever mailbox. Kept in memory. */
public final class Throttle implements Admission {

    private static final Setting<Integer> RATE = Setting.number(
            "throttle.requests-per-minute",
            6000,
            0,
            10_000_000,
            "Requests that a user may make in a minute, in the long run; 0 is no limit.");

    private static final Setting<Integer> BURST = Setting.number(
            "throttle.burst",
            1000,
            1,
            10_000_000,
            "Requests that a user may make as fast as they come, after a pause.");

    private static final Setting<Integer> CONCURRENCY = Setting.number(
            "throttle.concurrency",
            100,
            0,
            1_000_000,
            "Requests of a user that may be answered at the same time; 0 is no limit.");

    private static final int MOST_CALLERS = 100_000;

    /** Longer than any request takes, so that whoever is being served is not forgotten. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final int perMinute;
    private final int burst;
    private final int concurrency;
    private final TimeMeter time;
    private final Cache<String, Quota> quotas;

    private Throttle(int perMinute, int burst, int concurrency, Clock clock) {
        this.perMinute = perMinute;
        this.burst = burst;
        this.concurrency = concurrency;
        this.time = new ClockTime(clock);
        this.quotas = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(REMEMBERED.plus(refillTime(perMinute, burst)))
                .ticker(time::currentTimeNanos)
                .executor(Runnable::run) // To wake another thread would cost more than the upkeep itself
                .build();
    }

    /** After this time without requests, whoever is forgotten has all of the burst again anyway. */
    private static Duration refillTime(int perMinute, int burst) {
        return perMinute == 0
                ? Duration.ZERO
                : Duration.ofMinutes(1).multipliedBy(burst).dividedBy(perMinute);
    }

    /** As the settings say. */
    public static Throttle from(Settings settings, Clock clock) {
        return new Throttle(settings.get(RATE), settings.get(BURST), settings.get(CONCURRENCY), clock);
    }

    /** The settings it reads. */
    public static List<Setting<?>> settings() {
        return List.of(RATE, BURST, CONCURRENCY);
    }

    @Override
    public <T> T admit(Caller caller, Supplier<T> request) {
        String user = caller.name().toLowerCase(Locale.ROOT);
        return quotas.get(user, name -> new Quota(bucket(), concurrency)).serve(request);
    }

    private Optional<Bucket> bucket() {
        return perMinute == 0
                ? Optional.empty()
                : Optional.of(Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .withCustomTimePrecision(time)
                        .build());
    }

    private record ClockTime(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
