package org.ewsphone.ops.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.ewsphone.call.CallChange;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.ConnectionFailureCause;
import org.ewsphone.call.Nodes;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.ReadinessCheck;
import org.ewsphone.ops.metrics.Timings.Timing;

/**
 * Measures what the registry is asked, waiting aside, and counts calls: every one begins by being kept and ends by a
 * change, on whichever node.
 */
final class TimedRegistry implements CallRegistry {

    private final CallRegistry registry;
    private final Timing add;
    private final Timing find;
    private final Timing update;
    private final CounterDataPoint begun;
    private final Map<ConnectionFailureCause, CounterDataPoint> ended = new EnumMap<>(ConnectionFailureCause.class);

    TimedRegistry(CallRegistry registry, Timings timings, CounterDataPoint begun, Counter ends) {
        this.registry = registry;
        this.add = timings.of("add");
        this.find = timings.of("find");
        this.update = timings.of("update");
        this.begun = begun;
        for (ConnectionFailureCause cause : ConnectionFailureCause.values()) {
            ended.put(cause, ends.labelValues(Words.ofEws(cause)));
        }
    }

    @Override
    public void add(PhoneCall call) {
        add.run(() -> registry.add(call));
        begun.inc();
    }

    @Override
    public Optional<PhoneCall> find(PhoneCallId id) {
        return find.get(() -> registry.find(id));
    }

    @Override
    public Optional<PhoneCall> update(PhoneCallId id, CallChange change) {
        var watched = new Watched(change);
        Optional<PhoneCall> after = update.get(() -> registry.update(id, watched));
        if (watched.ends) {
            after.ifPresent(
                    call -> Objects.requireNonNull(ended.get(call.cause())).inc());
        }
        return after;
    }

    @Override
    public Optional<PhoneCall> await(PhoneCallId id, BiPredicate<PhoneCall, Instant> condition, Duration atMost) {
        return registry.await(id, condition, atMost);
    }

    @Override
    public Stream<PhoneCall> all() {
        return registry.all();
    }

    @Override
    public Optional<Nodes> nodes() {
        return registry.nodes();
    }

    @Override
    public List<ReadinessCheck> checks() {
        return registry.checks();
    }

    @Override
    public void close() {
        registry.close();
    }

    /** A change that may be tried several times; the last time is what counts. */
    private static final class Watched implements CallChange {
        private final CallChange change;
        private volatile boolean ends;

        Watched(CallChange change) {
            this.change = change;
        }

        @Override
        public PhoneCall applyTo(PhoneCall before, Instant now) {
            PhoneCall after = change.applyTo(before, now);
            ends = after.isOver() && !before.isOver();
            return after;
        }
    }
}
