package org.ewsphone.registry.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.ewsphone.call.CallChange;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;

/** The calls of one server, in memory: they are gone when it stops. */
public final class InMemoryCallRegistry implements CallRegistry {

    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

    private final Cache<PhoneCallId, PhoneCall> calls;
    private final AtomicLong count = new AtomicLong();
    private final long maxCalls;
    private final Clock clock;
    private final Bystanders bystanders = new Bystanders();

    /**
     * An empty registry.
     *
     * @param retention how long a finished call is kept; a live one is never dropped
     * @param maxCalls how many calls are kept at most, live and finished
     */
    public InMemoryCallRegistry(Duration retention, long maxCalls, Clock clock) {
        this.maxCalls = maxCalls;
        this.clock = clock;
        this.calls = Caffeine.newBuilder()
                .expireAfter(Expiry.writing((PhoneCallId id, PhoneCall call) -> timeLeft(call, retention, clock)))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .evictionListener((id, call, reason) -> count.decrementAndGet())
                .build();
    }

    /** Counted from the end of the call, so that looking at it again does not prolong it. */
    private static Duration timeLeft(PhoneCall call, Duration retention, Clock clock) {
        return call.endedAt()
                .map(end -> Duration.between(clock.instant(), end.plus(retention)))
                .orElse(FOR_EVER);
    }

    @Override
    public void add(PhoneCall call) {
        makeRoom();
        if (calls.asMap().putIfAbsent(call.id(), call) != null) {
            count.decrementAndGet();
            throw new IllegalStateException("There is a call " + call.id() + " already");
        }
    }

    /** Takes one of the places, after the calls whose time is over have left theirs. */
    private void makeRoom() {
        if (count.incrementAndGet() <= maxCalls) {
            return;
        }
        calls.cleanUp();
        if (count.get() > maxCalls) {
            count.decrementAndGet();
            throw new CallException(CallFailure.TOO_MANY_CALLS, "The registry keeps " + maxCalls + " calls already");
        }
    }

    @Override
    public Optional<PhoneCall> find(PhoneCallId id) {
        return Optional.ofNullable(calls.getIfPresent(id));
    }

    @Override
    public Optional<PhoneCall> update(PhoneCallId id, CallChange change) {
        PhoneCall changed = calls.asMap().computeIfPresent(id, (same, call) -> change.applyTo(call, clock.instant()));
        bystanders.tell(id);
        return Optional.ofNullable(changed);
    }

    @Override
    public Optional<PhoneCall> await(PhoneCallId id, BiPredicate<PhoneCall, Instant> condition, Duration atMost) {
        bystanders.await(
                id,
                () -> find(id).filter(call -> !condition.test(call, clock.instant()))
                        .isEmpty(),
                atMost);
        return find(id);
    }

    @Override
    public Stream<PhoneCall> all() {
        return calls.asMap().values().stream();
    }
}
