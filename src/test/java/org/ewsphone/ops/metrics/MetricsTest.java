package org.ewsphone.ops.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ewsphone.call.Admission;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.Caller;
import org.ewsphone.call.Calls;
import org.ewsphone.call.OperationRecord;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.call.ThrottledException;
import org.junit.jupiter.api.Test;

final class MetricsTest {

    private final Metrics metrics = new Metrics(Set.of("PlayOnPhone"), Set.of("NoError", "ErrorItemNotFound"));

    @Test
    void operations_count_by_name_and_code() {
        metrics.operations().on(operation(Optional.of("PlayOnPhone"), "NoError", Duration.ofMillis(20)));
        metrics.operations().on(operation(Optional.of("PlayOnPhone"), "NoError", Duration.ofMillis(20)));
        metrics.operations().on(operation(Optional.of("PlayOnPhone"), "ErrorItemNotFound", Duration.ofMillis(700)));
        metrics.operations().on(operation(Optional.empty(), "NoError", Duration.ZERO));

        Scrape scrape = Scrape.of(metrics);
        assertEquals(2, scrape.value("ews_phone_requests_total{code=\"NoError\",operation=\"PlayOnPhone\"}"));
        assertEquals(1, scrape.value("ews_phone_requests_total{code=\"ErrorItemNotFound\",operation=\"PlayOnPhone\"}"));
        assertEquals(1, scrape.value("ews_phone_requests_total{code=\"NoError\",operation=\"none\"}"));
        assertEquals(2, scrape.value(bucket("0.025")));
        assertEquals(3, scrape.value(bucket("1.0")));
        assertEquals(3, scrape.value("ews_phone_request_duration_seconds_count{operation=\"PlayOnPhone\"}"));
    }

    @Test
    void names_that_a_client_invents_are_one() {
        for (int i = 0; i < 100; i++) {
            metrics.operations().on(operation(Optional.of("Invented" + i), "Error" + i, Duration.ZERO));
        }

        Scrape scrape = Scrape.of(metrics);
        assertEquals(100, scrape.value("ews_phone_requests_total{code=\"other\",operation=\"other\"}"));
        assertEquals(1, scrape.labels("ews_phone_requests_total").size());
    }

    @Test
    void a_request_that_is_not_admitted_counts_by_its_limit() {
        Admission admission = metrics.counted(new Closed());

        assertThrows(ThrottledException.class, () -> admission.admit(Calls.ANA, () -> "served"));

        assertEquals(1, Scrape.of(metrics).value("ews_phone_throttled_requests_total{limit=\"concurrency\"}"));
        assertEquals(0, Scrape.of(metrics).value("ews_phone_throttled_requests_total{limit=\"rate\"}"));
    }

    @Test
    void a_gateway_that_fails_is_measured_and_fails_as_it_did() {
        TelephonyGateway gateway = metrics.timed(new Refusing());

        CallException failure = assertThrows(CallException.class, () -> gateway.hangUp(Calls.connected(Calls.ID)));

        assertEquals(CallFailure.GATEWAY_REFUSED, failure.failure());
        Scrape scrape = Scrape.of(metrics);
        assertEquals(1, scrape.value("ews_phone_gateway_duration_seconds_count{request=\"hang_up\"}"));
        assertEquals(
                1, scrape.value("ews_phone_gateway_failures_total{failure=\"gateway_refused\",request=\"hang_up\"}"));
    }

    /** A default of the port would hide what the one behind it says. */
    @Test
    void what_is_wrapped_passes_on_every_method_of_its_port() {
        assertEquals(methods(TelephonyGateway.class), methods(TimedGateway.class));
        assertEquals(methods(CallRegistry.class), methods(TimedRegistry.class));
        assertEquals(methods(Admission.class), methods(CountedAdmission.class));
    }

    private static Set<String> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    private static String bucket(String seconds) {
        return "ews_phone_request_duration_seconds_bucket{operation=\"PlayOnPhone\",le=\"" + seconds + "\"}";
    }

    private static OperationRecord operation(Optional<String> name, String code, Duration duration) {
        return new OperationRecord(
                Calls.NOON,
                "id",
                "ana",
                "ana",
                "192.0.2.7",
                name,
                Optional.empty(),
                Optional.empty(),
                code,
                200,
                duration);
    }

    /** Admits nobody. */
    private static final class Closed implements Admission {
        @Override
        public <T> T admit(Caller caller, Supplier<T> request) {
            throw new ThrottledException(ThrottledException.Limit.CONCURRENCY, Duration.ofSeconds(1));
        }
    }

    /** Refuses everything. */
    private static final class Refusing implements TelephonyGateway {
        @Override
        public void place(OutboundCall call, CallObserver observer) {
            throw new CallException(CallFailure.GATEWAY_REFUSED);
        }

        @Override
        public void hangUp(PhoneCall call) {
            throw new CallException(CallFailure.GATEWAY_REFUSED);
        }

        @Override
        public Optional<PhoneCallState> probe(PhoneCall call) {
            return Optional.empty();
        }
    }
}
