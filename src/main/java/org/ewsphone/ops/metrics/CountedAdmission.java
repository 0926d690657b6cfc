package org.ewsphone.ops.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.ewsphone.call.Admission;
import org.ewsphone.call.Caller;
import org.ewsphone.call.ThrottledException;
import org.ewsphone.call.ThrottledException.Limit;

/** Counts the requests that are not admitted, by the limit that they reached. */
final class CountedAdmission implements Admission {

    private final Admission admission;
    private final Map<Limit, CounterDataPoint> refused = new EnumMap<>(Limit.class);

    CountedAdmission(Admission admission, Counter refusals) {
        this.admission = admission;
        for (Limit limit : Limit.values()) {
            refused.put(limit, refusals.labelValues(Words.of(limit)));
        }
    }

    @Override
    public <T> T admit(Caller caller, Supplier<T> request) {
        try {
            return admission.admit(caller, request);
        } catch (ThrottledException e) {
            Objects.requireNonNull(refused.get(e.limit())).inc();
            throw e;
        }
    }
}
