package org.ewsphone.ops.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import org.ewsphone.call.Admission;
import org.ewsphone.call.OperationObserver;
import org.ewsphone.call.OperationRecord;
import org.ewsphone.call.TelephonyGateway;

/**
 * A span for each operation, and within it one for each request to the gateway. Where nobody collects spans, nothing is
 * wrapped, and nothing costs anything. No span has a number, a user or the id of a call.
 */
public final class Tracing {

    private static final String SCOPE = "org.ewsphone";
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
    private static final AttributeKey<String> CODE = AttributeKey.stringKey("ews.response_code");
    private static final AttributeKey<String> REQUEST = AttributeKey.stringKey("ews.request_id");

    /** HTTP statuses from here on are faults. */
    private static final int FAULT = 500;

    private final Tracer tracer;
    private final boolean collected;

    /** Spans for this collector. */
    public Tracing(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer(SCOPE);
        this.collected = !tracer.equals(OpenTelemetry.noop().getTracer(SCOPE));
    }

    /** The same admission, with a span around each request, whose parent is that of the HTTP server. */
    public Admission traced(Admission admission) {
        return collected ? new TracedAdmission(admission, tracer) : admission;
    }

    /** The same gateway, with a span around each request to it. */
    public TelephonyGateway traced(TelephonyGateway gateway) {
        return collected ? new TracedGateway(gateway, tracer) : gateway;
    }

    /** Gives the span of an operation its name, once it is known, and its outcome. */
    public OperationObserver operations() {
        return collected ? Tracing::name : operation -> {};
    }

    private static void name(OperationRecord operation) {
        Span span = Span.current();
        operation.operation().ifPresent(name -> span.updateName("EWS " + name).setAttribute(METHOD, name));
        span.setAttribute(CODE, operation.code()).setAttribute(REQUEST, operation.requestId());
        if (operation.status() >= FAULT) {
            span.setStatus(StatusCode.ERROR, operation.code());
        }
    }

    static Span begin(Tracer tracer, String name, SpanKind kind) {
        return tracer.spanBuilder(name).setSpanKind(kind).startSpan();
    }
}
