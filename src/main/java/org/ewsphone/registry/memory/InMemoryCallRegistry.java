package org.ewsphone.registry.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.ewsphone.call.CallChange;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.jspecify.annotations.Nullable;

/** The calls of one server, in memory: they are gone when it stops. */
public final class InMemoryCallRegistry implements CallRegistry {

    private final ConcurrentMap<PhoneCallId, PhoneCall> calls = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private final FinishedCalls finished;
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
        this.finished = new FinishedCalls(retention);
        this.maxCalls = maxCalls;
        this.clock = clock;
    }

    @Override
    public void add(PhoneCall call) {
        takePlace();
        if (calls.putIfAbsent(call.id(), call) != null) {
            count.decrementAndGet();
            throw new IllegalStateException("There is a call " + call.id() + " already");
        }
        if (call.isOver()) {
            finished.add(call);
        }
    }

    private void takePlace() {
        Instant now = clock.instant();
        finished.forgetSome(now, id -> forget(id, now));
        if (count.incrementAndGet() <= maxCalls) {
            return;
        }
        finished.forgetAll(now, id -> forget(id, now));
        if (count.get() > maxCalls) {
            count.decrementAndGet();
            throw new CallException(CallFailure.TOO_MANY_CALLS, "The registry keeps " + maxCalls + " calls already");
        }
    }

    @Override
    public Optional<PhoneCall> find(PhoneCallId id) {
        PhoneCall call = calls.get(id);
        return call == null || finished.isOverdue(call, clock.instant()) ? Optional.empty() : Optional.of(call);
    }

    @Override
    public Optional<PhoneCall> update(PhoneCallId id, CallChange change) {
        Instant now = clock.instant();
        finished.forgetSome(now, forgotten -> forget(forgotten, now));
        PhoneCall changed = calls.computeIfPresent(id, (same, call) -> changed(call, change, now));
        bystanders.tell(id);
        return Optional.ofNullable(changed);
    }

    private @Nullable PhoneCall changed(PhoneCall call, CallChange change, Instant now) {
        if (finished.isOverdue(call, now)) {
            return forgotten();
        }
        PhoneCall changed = change.applyTo(call, now);
        if (changed.isOver() && !call.isOver()) {
            finished.add(changed);
        }
        return changed;
    }

    private void forget(PhoneCallId id, Instant now) {
        calls.computeIfPresent(id, (same, call) -> finished.isOverdue(call, now) ? forgotten() : call);
    }

    /** What a call that is not kept any more is replaced by, once its place is free. */
    private @Nullable PhoneCall forgotten() {
        count.decrementAndGet();
        return null;
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
        Instant now = clock.instant();
        return calls.values().stream().filter(call -> !finished.isOverdue(call, now));
    }
}
