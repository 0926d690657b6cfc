package org.ewsphone.ops.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ewsphone.call.Admission;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.Caller;
import org.ewsphone.call.Calls;
import org.ewsphone.call.OperationRecord;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.TelephonyGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TracingTest {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();
    private final Tracing tracing = new Tracing(telemetry);

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void an_operation_is_a_span_and_the_gateway_one_within() {
        TelephonyGateway gateway = tracing.traced(new Refusing());

        tracing.traced(new Open()).admit(Calls.ANA, () -> {
            assertThrows(CallException.class, () -> gateway.hangUp(Calls.connected(Calls.ID)));
            tracing.operations().on(hangUp());
            return "answered";
        });

        List<SpanData> ended = spans.getFinishedSpanItems();
        assertEquals(
                List.of("gateway hang up", "EWS DisconnectPhoneCall"),
                ended.stream().map(SpanData::getName).toList());
        assertEquals(ended.get(1).getSpanId(), ended.get(0).getParentSpanId());
        assertEquals("GATEWAY_TIMED_OUT", ended.get(0).getStatus().getDescription());
        assertEquals("ErrorTimeoutExpired", ended.get(1).getStatus().getDescription());
        assertEquals(
                Set.of("rpc.method", "ews.response_code", "ews.request_id"),
                ended.get(1).getAttributes().asMap().keySet().stream()
                        .map(Object::toString)
                        .collect(Collectors.toSet()));
    }

    @Test
    void where_nobody_collects_nothing_is_wrapped() {
        var idle = new Tracing(OpenTelemetry.noop());
        var admission = new Open();
        var gateway = new Refusing();

        assertSame(admission, idle.traced(admission));
        assertSame(gateway, idle.traced(gateway));
    }

    /** A default of the port would hide what the one behind it says. */
    @Test
    void what_is_wrapped_passes_on_every_method_of_its_port() {
        assertEquals(methods(TelephonyGateway.class), methods(TracedGateway.class));
    }

    private static Set<String> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    private static OperationRecord hangUp() {
        return new OperationRecord(
                Calls.NOON,
                "59ff2f04",
                "ana",
                "ana",
                "192.0.2.7",
                Optional.of("DisconnectPhoneCall"),
                Optional.of("OWVl4NWb3N29t"),
                Optional.empty(),
                "ErrorTimeoutExpired",
                500,
                Duration.ZERO);
    }

    /** Admits everybody. */
    private static final class Open implements Admission {
        @Override
        public <T> T admit(Caller caller, Supplier<T> request) {
            return request.get();
        }
    }

    /** Never answers in time. */
    private static final class Refusing implements TelephonyGateway {
        @Override
        public void place(OutboundCall call, CallObserver observer) {
            throw new CallException(CallFailure.GATEWAY_TIMED_OUT);
        }

        @Override
        public void hangUp(PhoneCall call) {
            throw new CallException(CallFailure.GATEWAY_TIMED_OUT);
        }

        @Override
        public Optional<PhoneCallState> probe(PhoneCall call) {
            return Optional.empty();
        }
    }
}
