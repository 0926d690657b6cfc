package org.ewsphone.ops.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.Destination;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.Reach;
import org.ewsphone.call.TelephonyGateway;

/** A span around each request to the telephone network; everything passes through as it is. */
final class TracedGateway implements TelephonyGateway {

    private final TelephonyGateway gateway;
    private final Tracer tracer;

    TracedGateway(TelephonyGateway gateway, Tracer tracer) {
        this.gateway = gateway;
        this.tracer = tracer;
    }

    @Override
    public void place(OutboundCall call, CallObserver observer) {
        traced("place", () -> {
            gateway.place(call, observer);
            return call;
        });
    }

    @Override
    public void hangUp(PhoneCall call) {
        traced("hang up", () -> {
            gateway.hangUp(call);
            return call;
        });
    }

    @Override
    public Optional<PhoneCallState> probe(PhoneCall call) {
        return traced("probe", () -> gateway.probe(call));
    }

    @SuppressWarnings("try") // What is current needs no other name
    private <T> T traced(String request, Supplier<T> work) {
        Span span = Tracing.begin(tracer, "gateway " + request, SpanKind.CLIENT);
        try (Scope current = span.makeCurrent()) {
            return work.get();
        } catch (CallException e) {
            span.setStatus(StatusCode.ERROR, e.failure().name());
            throw e;
        } finally {
            span.end();
        }
    }

    @Override
    public Reach reach(PhoneCall call) {
        return gateway.reach(call);
    }

    @Override
    public boolean owns(Destination destination) {
        return gateway.owns(destination);
    }

    @Override
    public Stream<PhoneCall> carried(CallObserver observer) {
        return gateway.carried(observer);
    }

    @Override
    public Optional<String> trouble() {
        return gateway.trouble();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
