package org.ewsphone.call;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TelephonyGateway} promises. A test of a gateway inherits this and says how the gateway is opened and
 * which numbers of its network behave in which way.
 */
public abstract class TelephonyGatewayContract {

    private static final Instant PLACED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LONG = Duration.ofMinutes(10);

    private TelephonyGateway gateway;

    /** Opens a gateway. It is closed after each test. */
    protected abstract TelephonyGateway open() throws Exception;

    /** A number that rings, answers soon, and then listens for at least ten minutes. */
    protected abstract Destination answering();

    /** A number that rings for ever. */
    protected abstract Destination ringing();

    /** A number that is busy. */
    protected abstract Destination busy();

    /** A number that nobody has. */
    protected abstract Destination nobody();

    /** Where the sound of a message is that the gateway can play. */
    protected URI sound(ItemId item) {
        return URI.create("simulated:" + item);
    }

    /** The ring time for the test in which it ends; short for a gateway whose time cannot be moved. */
    protected Duration shortTime() {
        return Duration.ofSeconds(2);
    }

    /**
     * The next event. It is waited for, at most half a minute; a gateway with a time of its own moves that on instead.
     */
    protected CallEvent next(BlockingQueue<CallEvent> told) throws InterruptedException {
        CallEvent event = told.poll(30, TimeUnit.SECONDS);
        assertNotNull(event, "The gateway told nothing for half a minute");
        return event;
    }

    @BeforeEach
    final void openGateway() throws Exception {
        gateway = open();
    }

    @AfterEach
    final void closeGateway() {
        gateway.close();
    }

    @Test
    void the_first_that_is_told_of_a_call_is_that_it_was_dialled() throws InterruptedException {
        Observed call = place(answering(), LONG, LONG);

        assertInstanceOf(CallEvent.Dialled.class, call.next());
    }

    @Test
    void placing_a_call_does_not_wait_for_its_end() {
        Observed call = place(ringing(), LONG, LONG);

        assertTrue(call.told.stream().noneMatch(event -> event instanceof CallEvent.NotAnswered));
    }

    @Test
    void every_event_names_its_own_call() throws InterruptedException {
        Observed one = place(busy(), LONG, LONG);
        Observed other = place(nobody(), LONG, LONG);

        assertTrue(one.untilOver().stream().allMatch(event -> event.id().equals(one.call.id())));
        assertTrue(other.untilOver().stream().allMatch(event -> event.id().equals(other.call.id())));
    }

    @Test
    void a_call_that_is_answered_is_connected() throws InterruptedException {
        Observed call = place(answering(), LONG, LONG);

        call.until(PhoneCallState.CONNECTED);

        assertTrue(call.call.answeredAt().isPresent());
    }

    @Test
    void a_busy_telephone_is_told_as_busy() throws InterruptedException {
        Observed call = place(busy(), LONG, LONG);

        call.untilOver();

        assertEquals(ConnectionFailureCause.USER_BUSY, call.call.cause());
        assertEquals(Optional.of(486), call.call.sipStatus().map(SipStatus::code));
    }

    @Test
    void a_number_that_nobody_has_is_unavailable() throws InterruptedException {
        Observed call = place(nobody(), LONG, LONG);

        call.untilOver();

        assertEquals(ConnectionFailureCause.UNAVAILABLE, call.call.cause());
    }

    @Test
    void a_telephone_rings_no_longer_than_it_may() throws InterruptedException {
        Observed call = place(ringing(), shortTime(), LONG);

        call.untilOver();

        assertEquals(ConnectionFailureCause.NO_ANSWER, call.call.cause());
    }

    @Test
    void a_call_lasts_no_longer_than_it_may() throws InterruptedException {
        Observed call = place(answering(), LONG, shortTime());

        call.untilOver();

        assertTrue(call.call.answeredAt().isPresent());
        assertEquals(ConnectionFailureCause.NONE, call.call.cause());
    }

    @Test
    void hanging_up_before_the_answer_is_a_normal_end() throws InterruptedException {
        Observed call = place(ringing(), LONG, LONG);
        call.until(PhoneCallState.ALERTED);

        gateway.hangUp(call.call);

        call.untilOver();
        assertEquals(ConnectionFailureCause.NONE, call.call.cause());
    }

    @Test
    void hanging_up_after_the_answer_is_a_normal_end() throws InterruptedException {
        Observed call = place(answering(), LONG, LONG);
        call.until(PhoneCallState.CONNECTED);

        gateway.hangUp(call.call);

        call.untilOver();
        assertEquals(ConnectionFailureCause.NONE, call.call.cause());
    }

    @Test
    void hanging_up_a_call_that_is_over_succeeds() throws InterruptedException {
        Observed call = place(busy(), LONG, LONG);
        call.untilOver();

        assertDoesNotThrow(() -> gateway.hangUp(call.call));
    }

    @Test
    void hanging_up_twice_ends_the_call_once() throws InterruptedException {
        Observed call = place(answering(), LONG, LONG);
        call.until(PhoneCallState.CONNECTED);

        gateway.hangUp(call.call);
        gateway.hangUp(call.call);

        call.untilOver();
        assertEquals(List.of(), List.copyOf(call.told));
    }

    @Test
    void hanging_up_at_the_same_time_ends_the_call_once() throws Exception {
        Observed call = place(answering(), LONG, LONG);
        call.until(PhoneCallState.CONNECTED);

        atTheSameTime(16, () -> {
            gateway.hangUp(call.call);
            return true;
        });

        call.untilOver();
        assertEquals(List.of(), List.copyOf(call.told));
    }

    @Test
    void hanging_up_a_call_that_the_network_does_not_know_succeeds() {
        assertDoesNotThrow(() -> gateway.hangUp(idle(newId(), answering())));
    }

    @Test
    void the_network_knows_a_call_that_is_up() throws InterruptedException {
        Observed call = place(answering(), LONG, LONG);
        call.until(PhoneCallState.CONNECTED);

        assertEquals(Optional.of(PhoneCallState.CONNECTED), gateway.probe(call.call));
    }

    @Test
    void the_network_does_not_take_a_call_that_is_over_for_one_that_is_up() throws InterruptedException {
        Observed call = place(busy(), LONG, LONG);
        call.untilOver();

        assertTrue(gateway.probe(call.call).stream().allMatch(state -> state == PhoneCallState.DISCONNECTED));
    }

    @Test
    void the_network_does_not_know_a_call_that_was_never_placed() {
        assertFalse(gateway.probe(idle(newId(), answering())).isPresent());
    }

    @Test
    void many_calls_at_the_same_time_all_come_to_their_ends() throws Exception {
        List<Observed> calls = atTheSameTime(16, () -> place(busy(), LONG, LONG));

        for (Observed call : calls) {
            call.untilOver();
            assertEquals(ConnectionFailureCause.USER_BUSY, call.call.cause());
        }
    }

    @Test
    void closing_twice_is_the_same_as_closing_once() {
        gateway.close();

        assertDoesNotThrow(gateway::close);
    }

    private Observed place(Destination destination, Duration ringTime, Duration talkTime) {
        var observed = new Observed(idle(newId(), destination));
        gateway.place(outbound(observed.call, ringTime, talkTime), observed.told::add);
        return observed;
    }

    private OutboundCall outbound(PhoneCall call, Duration ringTime, Duration talkTime) {
        var message = new VoiceMessage(call.message(), sound(call.message()));
        return new OutboundCall(call.id(), call.destination(), message, ringTime, talkTime);
    }

    private static PhoneCall idle(PhoneCallId id, Destination destination) {
        return PhoneCall.idle(id, Calls.NODE, "demo", destination, new ItemId("AAMkDemo1"), PLACED);
    }

    private static PhoneCallId newId() {
        return new PhoneCallId(UUID.randomUUID().toString());
    }

    private static <T> List<T> atTheSameTime(int threads, Callable<T> task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(
                    IntStream.range(0, threads).mapToObj(i -> task).toList())) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    /** A call, and what was told of it and not looked at yet. */
    private final class Observed {
        private final BlockingQueue<CallEvent> told = new LinkedBlockingQueue<>();
        private PhoneCall call;

        private Observed(PhoneCall call) {
            this.call = call;
        }

        private CallEvent next() throws InterruptedException {
            CallEvent event = TelephonyGatewayContract.this.next(told);
            call = call.on(event, PLACED);
            return event;
        }

        private void until(PhoneCallState state) throws InterruptedException {
            while (call.state().isBefore(state)) {
                next();
            }
            assertEquals(state, call.state());
        }

        private List<CallEvent> untilOver() throws InterruptedException {
            List<CallEvent> events = new ArrayList<>();
            while (!call.isOver()) {
                events.add(next());
            }
            return events;
        }
    }
}
