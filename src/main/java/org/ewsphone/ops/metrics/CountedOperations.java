package org.ewsphone.ops.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewsphone.call.OperationObserver;
import org.ewsphone.call.OperationRecord;

/** Counts operations by name and code. What has another name than those known counts as {@value #OTHER}. */
final class CountedOperations implements OperationObserver {

    /** The request could not be read. */
    private static final String UNREAD = "none";

    private static final String OTHER = "other";
    private static final double NANOS = 1e9;

    private final Map<String, Operation> operations;
    private final Operation others;
    private final Set<String> codes;

    CountedOperations(Counter requests, Histogram durations, Set<String> names, Set<String> codes) {
        this.codes = Set.copyOf(codes);
        this.operations = Stream.concat(names.stream(), Stream.of(UNREAD))
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), name -> new Operation(name, requests, durations)));
        this.others = new Operation(OTHER, requests, durations);
    }

    @Override
    public void on(OperationRecord done) {
        Operation operation = operations.getOrDefault(done.operation().orElse(UNREAD), others);
        operation.count(codes.contains(done.code()) ? done.code() : OTHER);
        operation.durations.observe(done.duration().toNanos() / NANOS);
    }

    /** Looks its counters up in the library only once. */
    private static final class Operation {
        private final String name;
        private final Counter requests;
        private final DistributionDataPoint durations;
        private final Map<String, CounterDataPoint> byCode = new ConcurrentHashMap<>();

        Operation(String name, Counter requests, Histogram durations) {
            this.name = name;
            this.requests = requests;
            this.durations = durations.labelValues(name);
        }

        void count(String code) {
            CounterDataPoint known = byCode.get(code);
            (known == null ? first(code) : known).inc();
        }

        private CounterDataPoint first(String code) {
            return byCode.computeIfAbsent(code, missing -> requests.labelValues(name, missing));
        }
    }
}
