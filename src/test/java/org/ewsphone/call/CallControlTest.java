package org.ewsphone.call;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ewsphone.registry.memory.InMemoryCallRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class CallControlTest {

    private static final PhoneCallId ID = Calls.ID;
    private static final ItemId MESSAGE = new ItemId("AAMkDemo1");
    private static final DialString NUMBER = new DialString("5550100");

    private final ManualClock clock = new ManualClock(Calls.NOON);
    private final CallRegistry registry = new InMemoryCallRegistry(Duration.ofMinutes(10), 10, clock);
    private final Network network = new Network();
    private final Plan plan = new Plan();
    private final CallControl calls = calls(network);

    private CallControl calls(TelephonyGateway gateway) {
        var made = new AtomicInteger();
        return new CallControl(
                Calls.NODE,
                registry,
                gateway,
                this::message,
                plan,
                new UnifiedMessaging(Pattern.compile("ana|ben"), ""),
                new CallLimits(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(20), LiveLimits.NONE),
                () -> new PhoneCallId("call-" + made.incrementAndGet()),
                clock);
    }

    private Optional<VoiceMessage> message(String mailbox, ItemId id) {
        return mailbox.equals("ana") && id.equals(MESSAGE)
                ? Optional.of(new VoiceMessage(id, URI.create("test:message")))
                : Optional.empty();
    }

    @Test
    void a_message_is_played_to_the_number_that_was_asked_for() {
        PhoneCallId id = calls.play(Calls.ANA, MESSAGE, NUMBER);

        assertEquals(List.of(id), network.placed.stream().map(OutboundCall::id).toList());
        assertEquals(PhoneCallState.CONNECTING, calls.information(Calls.ANA, id).state());
    }

    @Test
    void what_the_network_tells_is_seen_by_who_asks() {
        PhoneCallId id = calls.play(Calls.ANA, MESSAGE, NUMBER);

        network.tell(new CallEvent.Answered(id));

        assertEquals(PhoneCallState.CONNECTED, calls.information(Calls.ANA, id).state());
    }

    @Test
    void a_server_that_ends_takes_no_new_calls() {
        calls.shutDown();

        var refusal = assertThrows(CallException.class, () -> calls.play(Calls.ANA, MESSAGE, NUMBER));

        assertEquals(CallFailure.SHUTTING_DOWN, refusal.failure());
        assertTrue(network.placed.isEmpty());
    }

    @Test
    void a_server_that_ends_lets_calls_be_hung_up() {
        PhoneCallId id = calls.play(Calls.ANA, MESSAGE, NUMBER);
        calls.shutDown();

        calls.disconnect(Calls.ANA, id);

        assertTrue(calls.information(Calls.ANA, id).isOver());
    }

    @Test
    void calls_may_stay_up_when_the_server_ends() {
        PhoneCallId id = calls.play(Calls.ANA, MESSAGE, NUMBER);

        Farewell farewell = calls.farewell(CallsAtShutdown.LEAVE, Duration.ofSeconds(1));

        assertEquals(new Farewell(List.of(), List.of(id)), farewell);
        assertTrue(network.hungUp.isEmpty());
    }

    @Test
    void calls_may_be_hung_up_when_the_server_ends() {
        PhoneCallId over = calls.play(Calls.ANA, MESSAGE, NUMBER);
        network.tell(new CallEvent.Ended(over));
        PhoneCallId up = calls.play(Calls.ANA, MESSAGE, NUMBER);

        Farewell farewell = calls.farewell(CallsAtShutdown.HANG_UP, Duration.ofSeconds(1));

        assertEquals(new Farewell(List.of(up), List.of()), farewell);
        assertEquals(List.of(up), List.copyOf(network.hungUp));
    }

    @Test
    void a_call_that_the_network_does_not_hang_up_is_left() {
        PhoneCallId id = calls.play(Calls.ANA, MESSAGE, NUMBER);
        network.refusal = Optional.of(new CallException(CallFailure.GATEWAY_REFUSED));

        Farewell farewell = calls.farewell(CallsAtShutdown.HANG_UP, Duration.ofSeconds(1));

        assertEquals(new Farewell(List.of(), List.of(id)), farewell);
    }

    @Test
    void somebody_elses_message_is_not_found() {
        var refusal = assertThrows(CallException.class, () -> calls.play(Calls.BEN, MESSAGE, NUMBER));

        assertEquals(CallFailure.MESSAGE_NOT_FOUND, refusal.failure());
        assertTrue(network.placed.isEmpty());
    }

    @Test
    void a_mailbox_without_play_on_phone_is_told_so() {
        var carl = new Caller("carl", "carl");

        var refusal = assertThrows(CallException.class, () -> calls.play(carl, MESSAGE, NUMBER));

        assertEquals(CallFailure.MAILBOX_NOT_ENABLED, refusal.failure());
    }

    @Test
    void a_call_that_the_gateway_does_not_take_is_over() {
        network.refusal = Optional.of(new CallException(CallFailure.GATEWAY_UNREACHABLE));

        var refusal = assertThrows(CallException.class, () -> calls.play(Calls.ANA, MESSAGE, NUMBER));

        assertEquals(CallFailure.GATEWAY_UNREACHABLE, refusal.failure());
        PhoneCall call = registry.all().findFirst().orElseThrow();
        assertEquals(PhoneCallState.DISCONNECTED, call.state());
        assertEquals(ConnectionFailureCause.UNAVAILABLE, call.cause());
    }

    @Test
    void a_full_registry_dials_nobody() {
        for (int i = 0; i < 10; i++) {
            calls.play(Calls.ANA, MESSAGE, NUMBER);
        }

        var refusal = assertThrows(CallException.class, () -> calls.play(Calls.ANA, MESSAGE, NUMBER));

        assertEquals(CallFailure.TOO_MANY_CALLS, refusal.failure());
        assertEquals(10, network.placed.size());
    }

    @Test
    void somebody_elses_call_is_unknown() {
        registry.add(Calls.connected(ID));

        assertUnknown(() -> calls.information(Calls.BEN, ID));
        assertUnknown(() -> calls.disconnect(Calls.BEN, ID));
        assertTrue(network.hungUp.isEmpty());
    }

    private static void assertUnknown(Executable request) {
        assertEquals(
                CallFailure.UNKNOWN_CALL,
                assertThrows(CallException.class, request).failure());
    }

    @Test
    void hanging_up_twice_reaches_the_network_once() {
        registry.add(Calls.connected(ID));

        calls.disconnect(Calls.ANA, ID);
        calls.disconnect(Calls.ANA, ID);

        assertEquals(List.of(ID), List.copyOf(network.hungUp));
        assertEquals(
                PhoneCallState.DISCONNECTED, calls.information(Calls.ANA, ID).state());
    }

    @Test
    void a_call_that_ended_by_itself_is_not_hung_up() {
        registry.add(Calls.connected(ID).on(new CallEvent.Ended(ID), clock.instant()));

        calls.disconnect(Calls.ANA, ID);

        assertTrue(network.hungUp.isEmpty());
    }

    @Test
    void sixty_four_at_once_hang_up_once_and_all_succeed() throws Exception {
        registry.add(Calls.connected(ID));
        int threads = 64;
        var start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> answers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                answers.add(pool.submit(() -> {
                    start.await();
                    calls.disconnect(Calls.ANA, ID);
                    assertTrue(calls.information(Calls.ANA, ID).isOver(), "Success, and yet the call was not over");
                    return null;
                }));
            }
            for (Future<?> answer : answers) {
                assertDoesNotThrow(() -> answer.get());
            }
        } finally {
            pool.shutdownNow();
        }
        assertEquals(List.of(ID), List.copyOf(network.hungUp));
    }

    @Test
    void after_a_failed_hang_up_the_next_one_tries_again() {
        registry.add(Calls.connected(ID));
        network.refusal = Optional.of(new CallException(CallFailure.GATEWAY_UNREACHABLE));
        var refusal = assertThrows(CallException.class, () -> calls.disconnect(Calls.ANA, ID));
        assertEquals(CallFailure.GATEWAY_UNREACHABLE, refusal.failure());
        network.refusal = Optional.empty();

        calls.disconnect(Calls.ANA, ID);

        assertEquals(List.of(ID), List.copyOf(network.hungUp));
    }

    @Test
    void whoever_waits_for_a_hang_up_that_fails_takes_it_over() throws Exception {
        registry.add(Calls.connected(ID));
        var start = new CyclicBarrier(2);
        network.onHangUp = call -> {
            network.onHangUp = again -> {};
            await(start);
            throw new CallException(CallFailure.GATEWAY_TIMED_OUT);
        };
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<?> first = pool.submit(() -> calls.disconnect(Calls.ANA, ID));
            Future<?> second = pool.submit(() -> {
                await(start);
                calls.disconnect(Calls.ANA, ID);
            });

            assertThrows(Exception.class, first::get);
            second.get();
        } finally {
            pool.shutdownNow();
        }
        assertTrue(calls.information(Calls.ANA, ID).isOver());
    }

    @Test
    void a_claim_whose_holder_is_gone_is_no_obstacle_after_its_time() {
        registry.add(Calls.connected(ID));
        var gone = new HangUpClaim(new UUID(0, 1), clock.instant().plusSeconds(20));
        registry.update(ID, call -> call.claimedWith(gone, clock.instant()));
        clock.advance(Duration.ofSeconds(21));

        calls.disconnect(Calls.ANA, ID);

        assertEquals(List.of(ID), List.copyOf(network.hungUp));
    }

    @Test
    void calls_that_the_network_carries_already_are_taken_over() {
        network.carried = List.of(Calls.connected(ID));

        CallControl restarted = calls(network);

        assertEquals(
                PhoneCallState.CONNECTED, restarted.information(Calls.ANA, ID).state());
    }

    @Test
    void the_dial_plan_is_told_of_a_calls_beginning_and_end() {
        PhoneCallId id = calls.play(Calls.ANA, MESSAGE, NUMBER);
        assertEquals(Set.of(id), plan.open);

        network.tell(new CallEvent.Ended(id));

        assertEquals(Set.of(), plan.open);
    }

    @Test
    void the_dial_plan_is_told_of_the_end_of_a_call_that_the_gateway_did_not_take() {
        network.refusal = Optional.of(new CallException(CallFailure.GATEWAY_UNREACHABLE));

        assertThrows(CallException.class, () -> calls.play(Calls.ANA, MESSAGE, NUMBER));

        assertEquals(Set.of(), plan.open);
    }

    @Test
    void the_dial_plan_is_told_of_the_end_of_a_call_that_cannot_be_kept() {
        for (int i = 0; i < 10; i++) {
            registry.add(Calls.idle(new PhoneCallId("earlier-" + i)));
        }

        assertThrows(CallException.class, () -> calls.play(Calls.ANA, MESSAGE, NUMBER));

        assertEquals(Set.of(), plan.open);
    }

    @Test
    void a_call_that_the_dial_plan_does_not_admit_is_not_placed() {
        plan.isUsedUp = true;

        var refusal = assertThrows(CallException.class, () -> calls.play(Calls.ANA, MESSAGE, NUMBER));

        assertEquals(CallFailure.NOT_DIALABLE, refusal.failure());
        assertEquals(0, registry.all().count());
        assertTrue(network.placed.isEmpty());
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A dial plan that lets everything through until it is used up. */
    private static final class Plan implements DialPlan {
        private final Set<PhoneCallId> open = ConcurrentHashMap.newKeySet();
        private boolean isUsedUp;

        @Override
        public Destination route(Caller caller, DialString dialString) {
            return new Destination(dialString.value());
        }

        @Override
        public void admit(PhoneCall call) {
            if (isUsedUp) {
                throw new CallException(CallFailure.NOT_DIALABLE);
            }
            open.add(call.id());
        }

        @Override
        public void settle(PhoneCall call) {
            open.remove(call.id());
        }
    }

    /** A network that does what the story says. */
    private static final class Network implements TelephonyGateway {
        private final List<OutboundCall> placed = new ArrayList<>();
        private final ConcurrentLinkedQueue<PhoneCallId> hungUp = new ConcurrentLinkedQueue<>();
        private List<PhoneCall> carried = List.of();
        private Optional<CallException> refusal = Optional.empty();
        private volatile Consumer<PhoneCall> onHangUp = call -> {};
        private CallObserver observer = event -> {};

        @Override
        public void place(OutboundCall call, CallObserver whoToTell) {
            observer = whoToTell;
            refuseIfAsked();
            placed.add(call);
            tell(new CallEvent.Dialled(call.id()));
        }

        @Override
        public void hangUp(PhoneCall call) {
            refuseIfAsked();
            onHangUp.accept(call);
            hungUp.add(call.id());
        }

        @Override
        public Optional<PhoneCallState> probe(PhoneCall call) {
            return Optional.empty();
        }

        @Override
        public Stream<PhoneCall> carried(CallObserver whoToTell) {
            return carried.stream();
        }

        void tell(CallEvent event) {
            observer.on(event);
        }

        private void refuseIfAsked() {
            refusal.ifPresent(reason -> {
                throw reason;
            });
        }
    }
}
