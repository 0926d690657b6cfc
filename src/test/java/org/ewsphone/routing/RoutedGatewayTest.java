package org.ewsphone.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.ConnectionFailureCause;
import org.ewsphone.call.Destination;
import org.ewsphone.call.GatewayHealth;
import org.ewsphone.call.GatewayHealth.Service;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.Reach;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.call.VoiceMessage;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.ewsphone.gateway.simulated.HungUp;
import org.ewsphone.gateway.simulated.Script;
import org.ewsphone.gateway.simulated.SimulatedGateway;
import org.ewsphone.gateway.simulated.Timeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two simulated networks: the first has its troubles, and in the second everybody answers. */
final class RoutedGatewayTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final String GOOD = "1";
    private static final String BUSY = "2";
    private static final String OVERLOADED = "3";
    private static final String DOWN = "4";
    private static final String SLOW = "5";
    private static final String REFUSES = "6";
    private static final String RINGS = "7";

    private final SimulatedGateway first =
            network("answers", "busy", "overloaded", "gateway-down", "slow-gateway", "gateway-refuses", "no-answer");
    private final SimulatedGateway second =
            network("answers", "answers", "answers", "answers", "answers", "answers", "answers");
    private final RoutedGateway gateway = open(first, second);

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void a_call_goes_to_the_first() throws InterruptedException {
        Observed call = place(GOOD);
        call.until(PhoneCallState.CONNECTED);

        assertTrue(first.probe(call.call).isPresent());
        assertFalse(second.probe(call.call).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {OVERLOADED, DOWN, REFUSES})
    void what_the_first_cannot_carry_goes_to_the_second(String number) throws InterruptedException {
        Observed call = place(number);
        call.until(PhoneCallState.CONNECTED);

        assertTrue(second.probe(call.call).isPresent());
    }

    @Test
    void a_telephone_that_is_busy_is_not_called_again() throws InterruptedException {
        Observed call = place(BUSY);
        call.until(PhoneCallState.DISCONNECTED);

        assertEquals(ConnectionFailureCause.USER_BUSY, call.call.cause());
        assertFalse(second.probe(call.call).isPresent());
    }

    @Test
    void a_call_that_may_be_placed_is_not_placed_again() {
        PhoneCall call = idle(SLOW);

        var refusal = assertThrows(CallException.class, () -> gateway.place(outbound(call), event -> {}));

        assertEquals(CallFailure.GATEWAY_TIMED_OUT, refusal.failure());
        assertFalse(second.probe(call).isPresent());
    }

    @Test
    void when_none_takes_a_call_it_is_not_placed() {
        var refusal = assertThrows(CallException.class, () -> {
            try (RoutedGateway both =
                    open(first, network("gateway-down", "gateway-down", "gateway-down", "gateway-down"))) {
                both.place(outbound(idle(DOWN)), event -> {});
            }
        });

        assertEquals(CallFailure.GATEWAY_UNREACHABLE, refusal.failure());
    }

    @Test
    void when_none_can_carry_a_call_it_ends_as_the_last_one_said() throws InterruptedException {
        try (RoutedGateway both = open(first, network("busy", "busy", "gateway-down"))) {
            var call = new Observed(idle(OVERLOADED));
            both.place(outbound(call.call), call.told::add);

            call.until(PhoneCallState.DISCONNECTED);

            assertEquals(ConnectionFailureCause.UNAVAILABLE, call.call.cause());
        }
    }

    @Test
    void a_call_is_hung_up_where_it_is() throws InterruptedException {
        Observed call = place(OVERLOADED);
        call.until(PhoneCallState.CONNECTED);

        gateway.hangUp(call.call);

        assertEquals(List.of(call.call.id()), hungUp(second));
        assertEquals(List.of(), hungUp(first));
        call.until(PhoneCallState.DISCONNECTED);
    }

    @Test
    void another_node_knows_by_the_note_where_an_answered_call_is() throws InterruptedException {
        Observed call = place(OVERLOADED);
        call.until(PhoneCallState.CONNECTED);
        assertEquals(Optional.of("second:"), call.call.dialog());
        RoutedGateway otherNode = open(first, second);
        assertEquals(Reach.OWNER, otherNode.reach(call.call));
        assertEquals(Optional.of(PhoneCallState.CONNECTED), otherNode.probe(call.call));

        otherNode.hangUp(call.call);

        assertEquals(List.of(call.call.id()), hungUp(second));
    }

    @Test
    void another_node_hangs_an_unanswered_call_up_wherever_it_may_be() throws InterruptedException {
        Observed call = place(RINGS);
        call.until(PhoneCallState.ALERTED);

        open(first, second).hangUp(call.call);

        assertEquals(List.of(call.call.id()), hungUp(first));
    }

    @Test
    void a_gateway_that_drains_takes_no_calls_and_ends_those_it_has() throws InterruptedException {
        Observed old = place(GOOD);
        old.until(PhoneCallState.CONNECTED);
        gateway.serve("first", Service.DRAINING);

        Observed young = place(GOOD);
        young.until(PhoneCallState.CONNECTED);
        gateway.hangUp(old.call);

        assertTrue(second.probe(young.call).isPresent());
        assertEquals(List.of(old.call.id()), hungUp(first));
    }

    @Test
    void a_gateway_that_is_disabled_is_not_even_asked_to_hang_up() throws InterruptedException {
        Observed call = place(GOOD);
        call.until(PhoneCallState.CONNECTED);
        gateway.serve("first", Service.DISABLED);

        var refusal = assertThrows(CallException.class, () -> gateway.hangUp(call.call));

        assertEquals(CallFailure.GATEWAY_UNREACHABLE, refusal.failure());
        assertEquals(List.of(), hungUp(first));
    }

    @Test
    void when_all_drain_no_call_is_placed_and_the_trouble_is_told() {
        gateway.serve("first", Service.DRAINING);
        assertEquals(Optional.empty(), gateway.trouble());
        gateway.serve("second", Service.DRAINING);

        var refusal = assertThrows(CallException.class, () -> place(GOOD));

        assertEquals(CallFailure.GATEWAY_UNREACHABLE, refusal.failure());
        assertTrue(gateway.trouble().isPresent());
    }

    @Test
    void a_gateway_that_could_not_be_reached_is_left_alone_for_a_while() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            place(DOWN).until(PhoneCallState.CONNECTED);
        }

        Observed call = place(GOOD);

        call.until(PhoneCallState.CONNECTED);
        assertTrue(second.probe(call.call).isPresent());
        assertEquals(
                List.of(false, true),
                gateway.health().stream().map(GatewayHealth::isReady).toList());
    }

    @Test
    void a_gateway_is_tried_again_after_the_pause() throws InterruptedException {
        try (RoutedGateway soon =
                open(first, second, "gateway.breaker.pause", "1ms", "gateway.breaker.failures", "1")) {
            soon.place(outbound(idle(DOWN)), event -> {});
            PhoneCall call = idle(GOOD);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!first.probe(call).isPresent()) {
                assertTrue(System.nanoTime() < end, "It is left alone for half a minute");
                call = idle(GOOD);
                soon.place(outbound(call), event -> {});
            }
        }
    }

    @Test
    void the_longest_beginning_decides_where_a_call_goes() throws InterruptedException {
        RoutedGateway routed = open(first, second, "gateway.routes", "=first; 1=second; 12=first");

        PhoneCall call = idle(GOOD);
        routed.place(outbound(call), event -> {});

        assertTrue(second.probe(call).isPresent());
    }

    @Test
    void where_no_route_leads_there_is_no_gateway() {
        RoutedGateway routed = open(first, second, "gateway.routes", "+34=first");

        var refusal = assertThrows(CallException.class, () -> routed.place(outbound(idle(GOOD)), event -> {}));

        assertEquals(CallFailure.NO_GATEWAY, refusal.failure());
        assertFalse(routed.owns(new Destination(GOOD)));
    }

    @Test
    void numbers_are_the_networks_own_only_where_they_are_all_of_them() {
        assertTrue(gateway.owns(new Destination(GOOD)));
        assertTrue(gateway.owns(new Destination("5559999")));
        assertFalse(gateway.owns(new Destination("+34911234567")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+34=third", "+34", "34=", "a=first", "1=first;2=first,third", "1=First"})
    void a_route_that_makes_no_sense_stops_the_start(String routes) {
        assertThrows(SettingException.class, () -> open(first, second, "gateway.routes", routes));
    }

    @Test
    void one_gateway_alone_notes_nothing_and_is_never_left_alone() throws InterruptedException {
        try (RoutedGateway alone = RoutedGateway.of(Map.of("first", network("answers", "gateway-down")), settings())) {
            for (int i = 0; i < 10; i++) {
                assertThrows(CallException.class, () -> alone.place(outbound(idle(BUSY)), event -> {}));
            }
            var call = new Observed(idle(GOOD));

            alone.place(outbound(call.call), call.told::add);

            call.until(PhoneCallState.CONNECTED);
            assertEquals(Optional.empty(), call.call.dialog());
        }
    }

    private Observed place(String number) {
        var call = new Observed(idle(number));
        gateway.place(outbound(call.call), call.told::add);
        return call;
    }

    private static RoutedGateway open(SimulatedGateway first, SimulatedGateway second, String... settings) {
        Map<String, TelephonyGateway> both = new LinkedHashMap<>();
        both.put("first", first);
        both.put("second", second);
        return RoutedGateway.of(both, settings(settings));
    }

    private static Settings settings(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("home", "/nonexistent"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return Settings.read(all, Map.of(), Map.of(), Map.of());
    }

    /** A network in which the numbers from 1 on do this. */
    private static SimulatedGateway network(String... does) {
        var subscribers = new StringBuilder();
        for (int i = 0; i < does.length; i++) {
            subscribers
                    .append(i == 0 ? "" : ",")
                    .append("{\"number\": \"")
                    .append(i + 1)
                    .append("\", \"does\": \"");
            subscribers.append(does[i]).append("\"").append(does[i].equals("answers") ? ", \"listens\": 600}" : "}");
        }
        Script script = Script.parse("{\"subscribers\": [" + subscribers + "]}");
        return new SimulatedGateway(
                new NodeName("node.1"), () -> script, Timeline.real(Clock.systemUTC()), Duration.ofMillis(1));
    }

    private static List<PhoneCallId> hungUp(SimulatedGateway network) {
        return network.hungUp().stream().map(HungUp::id).toList();
    }

    private static PhoneCall idle(String number) {
        return PhoneCall.idle(
                new PhoneCallId(UUID.randomUUID().toString()),
                new NodeName("node.1"),
                "demo",
                new Destination(number),
                new ItemId("AAMkDemo1"),
                NOW);
    }

    private static OutboundCall outbound(PhoneCall call) {
        var message = new VoiceMessage(call.message(), URI.create("simulated:" + call.message()));
        return new OutboundCall(call.id(), call.destination(), message, LONG, LONG);
    }

    /** A call, and what was told of it and not looked at yet. */
    private static final class Observed {
        private final BlockingQueue<CallEvent> told = new LinkedBlockingQueue<>();
        private PhoneCall call;

        private Observed(PhoneCall call) {
            this.call = call;
        }

        private void until(PhoneCallState state) throws InterruptedException {
            while (call.state().isBefore(state)) {
                CallEvent event = told.poll(30, TimeUnit.SECONDS);
                assertNotNull(event, "Nothing was told for half a minute");
                call = call.on(event, NOW);
            }
            assertEquals(state, call.state());
        }
    }
}
