package org.ewsphone.ops.metrics;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.function.Supplier;
import org.ewsphone.call.CallException;

/** How long a port takes for its requests, and how often it fails. */
final class Timings {

    private static final String UNEXPECTED = "unexpected";
    private static final double NANOS = 1e9;

    private final Histogram durations;
    private final Counter failures;

    Timings(Histogram durations, Counter failures) {
        this.durations = durations;
        this.failures = failures;
    }

    /** Those of one of its requests. */
    Timing of(String request) {
        return new Timing(request, durations.labelValues(request), failures);
    }

    /** One request of the port; looked up once, used many times. */
    static final class Timing {
        private final String request;
        private final DistributionDataPoint durations;
        private final Counter failures;

        private Timing(String request, DistributionDataPoint durations, Counter failures) {
            this.request = request;
            this.durations = durations;
            this.failures = failures;
        }

        /** Makes the request; what it throws comes out as it is. */
        void run(Runnable work) {
            get(() -> {
                work.run();
                return request;
            });
        }

        /** Makes the request and returns its answer. */
        <T> T get(Supplier<T> work) {
            long start = System.nanoTime();
            try {
                return work.get();
            } catch (CallException e) {
                failures.labelValues(request, Words.of(e.failure())).inc();
                throw e;
            } catch (RuntimeException e) {
                failures.labelValues(request, UNEXPECTED).inc();
                throw e;
            } finally {
                durations.observe((System.nanoTime() - start) / NANOS);
            }
        }
    }
}
