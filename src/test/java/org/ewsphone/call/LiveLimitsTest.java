package org.ewsphone.call;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ewsphone.registry.memory.InMemoryCallRegistry;
import org.junit.jupiter.api.Test;

/** How many calls may be up at once, and that a place is free again however a call ends. */
final class LiveLimitsTest {

    private static final LiveLimits ONE_IN_ALL = new LiveLimits(1, 0, 0);
    private static final LiveLimits ONE_PER_MAILBOX = new LiveLimits(0, 1, 0);
    private static final LiveLimits ONE_PER_DESTINATION = new LiveLimits(0, 0, 1);
    private static final String NUMBER = "+34915550123";
    private static final String OTHER_NUMBER = "+34915550124";
    private static final String OWN_NUMBER = "5550100";

    private final ManualClock clock = new ManualClock(Calls.NOON);
    private final Network network = new Network();
    private boolean isUsedUp;

    private CallControl calls(LiveLimits limits) {
        return calls(limits, 1000);
    }

    private CallControl calls(LiveLimits limits, int kept) {
        var made = new AtomicInteger();
        return new CallControl(
                Calls.NODE,
                new InMemoryCallRegistry(Duration.ofMinutes(10), kept, clock),
                network,
                (mailbox, id) -> Optional.of(new VoiceMessage(id, URI.create("test:message"))),
                new Plan(),
                new UnifiedMessaging(Pattern.compile(".*"), ""),
                new CallLimits(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(20), limits),
                () -> new PhoneCallId("call-" + made.incrementAndGet()),
                clock);
    }

    private static PhoneCallId play(CallControl calls, Caller caller, String number) {
        return calls.play(caller, new ItemId("AAMkDemo1"), new DialString(number));
    }

    private static void assertRefused(CallFailure failure, CallControl calls, Caller caller, String number) {
        var refusal = assertThrows(CallException.class, () -> play(calls, caller, number));
        assertEquals(failure, refusal.failure());
    }

    @Test
    void a_call_too_many_in_all_is_refused_whosever_it_is() {
        CallControl calls = calls(ONE_IN_ALL);
        play(calls, Calls.ANA, NUMBER);

        assertRefused(CallFailure.TOO_MANY_CALLS, calls, Calls.BEN, OTHER_NUMBER);
        assertEquals(1, network.placed.size());
    }

    @Test
    void a_call_too_many_of_a_mailbox_is_refused_and_another_mailbox_may_call() {
        CallControl calls = calls(ONE_PER_MAILBOX);
        play(calls, Calls.ANA, NUMBER);

        assertRefused(CallFailure.TOO_MANY_CALLS, calls, Calls.ANA, OTHER_NUMBER);
        assertDoesNotThrow(() -> play(calls, Calls.BEN, NUMBER));
    }

    @Test
    void a_call_too_many_to_a_number_is_refused_and_another_number_may_be_called() {
        CallControl calls = calls(ONE_PER_DESTINATION);
        play(calls, Calls.ANA, NUMBER);

        assertRefused(CallFailure.DESTINATION_BUSY, calls, Calls.BEN, NUMBER);
        assertDoesNotThrow(() -> play(calls, Calls.BEN, OTHER_NUMBER));
    }

    @Test
    void the_networks_own_numbers_count_in_all_only() {
        CallControl calls = calls(new LiveLimits(3, 1, 1));
        play(calls, Calls.ANA, OWN_NUMBER);
        play(calls, Calls.ANA, OWN_NUMBER);
        play(calls, Calls.ANA, NUMBER);

        assertRefused(CallFailure.TOO_MANY_CALLS, calls, Calls.ANA, OWN_NUMBER);
    }

    @Test
    void a_call_that_ended_makes_room_once_however_often_it_is_told() {
        CallControl calls = calls(new LiveLimits(2, 2, 2));
        PhoneCallId first = play(calls, Calls.ANA, NUMBER);
        play(calls, Calls.ANA, NUMBER);

        network.tell(new CallEvent.Ended(first));
        network.tell(new CallEvent.Ended(first));
        calls.disconnect(Calls.ANA, first);

        play(calls, Calls.ANA, NUMBER);
        assertRefused(CallFailure.TOO_MANY_CALLS, calls, Calls.ANA, NUMBER);
    }

    @Test
    void a_call_that_failed_makes_room() {
        CallControl calls = calls(ONE_PER_DESTINATION);
        PhoneCallId id = play(calls, Calls.ANA, NUMBER);

        network.tell(new CallEvent.Failed(id, new SipStatus(486, "Busy Here")));

        assertDoesNotThrow(() -> play(calls, Calls.ANA, NUMBER));
    }

    @Test
    void a_call_that_was_hung_up_makes_room() {
        CallControl calls = calls(ONE_PER_MAILBOX);
        PhoneCallId id = play(calls, Calls.ANA, NUMBER);

        calls.disconnect(Calls.ANA, id);

        assertDoesNotThrow(() -> play(calls, Calls.ANA, NUMBER));
    }

    @Test
    void a_call_that_could_not_be_placed_makes_room_whatever_the_reason() {
        CallControl calls = calls(ONE_IN_ALL);
        for (RuntimeException reason :
                List.of(new CallException(CallFailure.GATEWAY_UNREACHABLE), new IllegalStateException("a bug"))) {
            network.refusal = Optional.of(reason);
            assertThrows(reason.getClass(), () -> play(calls, Calls.ANA, NUMBER));
        }
        network.refusal = Optional.empty();

        assertDoesNotThrow(() -> play(calls, Calls.ANA, NUMBER));
    }

    @Test
    void a_call_that_the_dial_plan_does_not_admit_takes_no_room() {
        CallControl calls = calls(ONE_IN_ALL);
        isUsedUp = true;
        assertRefused(CallFailure.NOT_DIALABLE, calls, Calls.ANA, NUMBER);
        isUsedUp = false;

        assertDoesNotThrow(() -> play(calls, Calls.ANA, NUMBER));
    }

    @Test
    void a_call_that_cannot_be_kept_takes_no_room() {
        CallControl calls = calls(new LiveLimits(0, 0, 2), 1);
        PhoneCallId id = play(calls, Calls.ANA, NUMBER);
        assertRefused(CallFailure.TOO_MANY_CALLS, calls, Calls.ANA, NUMBER);
        network.tell(new CallEvent.Ended(id));
        clock.advance(Duration.ofMinutes(11));

        assertDoesNotThrow(() -> play(calls, Calls.ANA, NUMBER));
    }

    @Test
    void a_call_whose_end_is_never_told_makes_room_after_the_longest_that_a_call_may_last() {
        CallControl calls = calls(ONE_PER_MAILBOX);
        play(calls, Calls.ANA, NUMBER);
        clock.advance(Duration.ofSeconds(349));
        assertRefused(CallFailure.TOO_MANY_CALLS, calls, Calls.ANA, NUMBER);

        clock.advance(Duration.ofSeconds(1));

        assertDoesNotThrow(() -> play(calls, Calls.ANA, NUMBER));
    }

    @Test
    void a_call_that_was_taken_over_counts_until_it_ends() {
        network.carried = List.of(Calls.connected(Calls.ID));
        CallControl calls = calls(ONE_IN_ALL);
        assertRefused(CallFailure.TOO_MANY_CALLS, calls, Calls.BEN, NUMBER);

        calls.disconnect(Calls.ANA, Calls.ID);

        assertDoesNotThrow(() -> play(calls, Calls.BEN, NUMBER));
    }

    @Test
    void sixty_four_at_once_get_ten_places_in_each_round() throws Exception {
        CallControl calls = calls(new LiveLimits(0, 10, 0));
        for (int round = 1; round <= 3; round++) {
            assertEquals(10, playAtOnce(calls, 64));
            assertEquals(10 * round, network.placed.size());
            network.placed.forEach(id -> calls.disconnect(Calls.ANA, id));
        }
    }

    private static int playAtOnce(CallControl calls, int threads) throws Exception {
        var start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                answers.add(pool.submit(() -> {
                    start.await();
                    return isPlaced(calls);
                }));
            }
            int placed = 0;
            for (Future<Boolean> answer : answers) {
                placed += answer.get() ? 1 : 0;
            }
            return placed;
        } finally {
            pool.shutdownNow();
        }
    }

    private static boolean isPlaced(CallControl calls) {
        try {
            play(calls, Calls.ANA, NUMBER);
            return true;
        } catch (CallException e) {
            assertEquals(CallFailure.TOO_MANY_CALLS, e.failure());
            return false;
        }
    }

    /** Every number may be dialled until all is used up. */
    private final class Plan implements DialPlan {
        @Override
        public Destination route(Caller caller, DialString dialString) {
            return new Destination(dialString.value());
        }

        @Override
        public void admit(PhoneCall call) {
            if (isUsedUp) {
                throw new CallException(CallFailure.NOT_DIALABLE);
            }
        }
    }

    /** A network with one number of its own, whose calls last until the story says otherwise. */
    private static final class Network implements TelephonyGateway {
        private final Queue<PhoneCallId> placed = new ConcurrentLinkedQueue<>();
        private List<PhoneCall> carried = List.of();
        private Optional<RuntimeException> refusal = Optional.empty();
        private volatile CallObserver observer = event -> {};

        @Override
        public void place(OutboundCall call, CallObserver whoToTell) {
            observer = whoToTell;
            refusal.ifPresent(reason -> {
                throw reason;
            });
            placed.add(call.id());
        }

        @Override
        public void hangUp(PhoneCall call) {}

        @Override
        public Optional<PhoneCallState> probe(PhoneCall call) {
            return Optional.empty();
        }

        @Override
        public boolean owns(Destination destination) {
            return destination.address().equals(OWN_NUMBER);
        }

        @Override
        public Stream<PhoneCall> carried(CallObserver whoToTell) {
            return carried.stream();
        }

        void tell(CallEvent event) {
            observer.on(event);
        }
    }
}
