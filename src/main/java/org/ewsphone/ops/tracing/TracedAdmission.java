package org.ewsphone.ops.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.function.Supplier;
import org.ewsphone.call.Admission;
import org.ewsphone.call.Caller;

/** A span around each request that is admitted. */
final class TracedAdmission implements Admission {

    private final Admission admission;
    private final Tracer tracer;

    TracedAdmission(Admission admission, Tracer tracer) {
        this.admission = admission;
        this.tracer = tracer;
    }

    @Override
    public <T> T admit(Caller caller, Supplier<T> request) {
        return admission.admit(caller, () -> traced(request));
    }

    @SuppressWarnings("try") // What is current needs no other name
    private <T> T traced(Supplier<T> request) {
        Span span = Tracing.begin(tracer, "EWS", SpanKind.INTERNAL);
        try (Scope current = span.makeCurrent()) {
            return request.get();
        } finally {
            span.end();
        }
    }
}
