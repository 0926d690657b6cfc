package org.ewsphone.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link CallRegistry} must hold. A test of a registry extends this and opens its own. */
public abstract class CallRegistryContract {

    protected static final Duration RETENTION = Duration.ofMinutes(10);
    protected static final int MAX_CALLS = 1000;

    private static final PhoneCallId ID = Calls.ID;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    protected final ManualClock clock = new ManualClock(Calls.NOON);
    private CallRegistry registry;

    /** An empty registry that keeps finished calls for {@link #RETENTION} by {@link #clock}, and {@link #MAX_CALLS}. */
    protected abstract CallRegistry open();

    /** Moves the time of the registry on. */
    protected void advance(Duration time) {
        clock.advance(time);
    }

    @BeforeEach
    void open_the_registry() {
        registry = open();
    }

    @AfterEach
    void close_the_registry() {
        registry.close();
    }

    @Test
    void a_call_that_was_added_is_found() {
        PhoneCall call = Calls.idle(ID);

        registry.add(call);

        assertEquals(Optional.of(call), registry.find(ID));
        assertEquals(List.of(call), registry.all().toList());
    }

    @Test
    void an_unknown_call_is_not_found_and_not_updated() {
        assertEquals(Optional.empty(), registry.find(ID));
        assertEquals(Optional.empty(), registry.update(ID, call -> call));
    }

    @Test
    void a_second_call_of_the_same_id_is_refused_and_the_first_stays() {
        registry.add(Calls.connected(ID));

        assertThrows(IllegalStateException.class, () -> registry.add(Calls.idle(ID)));

        assertEquals(Optional.of(Calls.connected(ID)), registry.find(ID));
    }

    @Test
    void every_part_of_a_call_comes_back_as_it_went_in() {
        var failed = new CallEvent.Failed(ID, SipStatus.of(486));
        PhoneCall busy = Calls.idle(ID)
                .on(new CallEvent.Progressed(ID, SipStatus.of(180)), Calls.NOON)
                .on(failed, Calls.NOON);

        registry.add(Calls.idle(ID));
        registry.update(ID, call -> busy);

        assertEquals(Optional.of(busy), registry.find(ID));
    }

    @Test
    void every_part_of_a_call_that_is_being_ended_comes_back_as_it_went_in() {
        PhoneCall ending = Calls.idle(ID)
                .on(new CallEvent.Answered(ID, Optional.of("dialog \u20ac")), Calls.NOON)
                .wanted()
                .claimedWith(new HangUpClaim(new UUID(1, 2), Calls.NOON.plusSeconds(20)), Calls.NOON);

        registry.add(Calls.idle(ID));
        registry.update(ID, call -> ending);

        assertEquals(Optional.of(ending), registry.find(ID));
    }

    @Test
    void a_change_is_told_the_time_of_the_registry() {
        registry.add(Calls.connected(ID));
        advance(Duration.ofMinutes(1));
        var claim = new UUID(1, 2);

        PhoneCall claimed = registry.update(ID, (call, now) -> call.claimedWith(new HangUpClaim(claim, now), now))
                .orElseThrow();

        assertEquals(Optional.of(new HangUpClaim(claim, Calls.NOON.plusSeconds(60))), claimed.claim());
    }

    @Test
    void all_calls_are_told_however_many_there_are() {
        IntStream.range(0, MAX_CALLS).forEach(i -> registry.add(Calls.connected(new PhoneCallId("call" + i))));

        assertEquals(MAX_CALLS, registry.all().map(PhoneCall::id).distinct().count());
    }

    @Test
    void a_live_call_is_kept_however_long_it_lasts() {
        registry.add(Calls.connected(ID));

        advance(Duration.ofDays(300));

        assertTrue(registry.find(ID).isPresent());
    }

    @Test
    void a_finished_call_is_kept_for_its_time_and_then_gone() {
        registry.add(Calls.connected(ID));
        registry.update(ID, call -> call.on(new CallEvent.Ended(ID), clock.instant()));

        advance(RETENTION.minusSeconds(1));
        assertTrue(registry.find(ID).isPresent());

        advance(Duration.ofSeconds(2));
        assertEquals(Optional.empty(), registry.find(ID));
        assertEquals(0, registry.all().count());
    }

    @Test
    void a_full_registry_refuses_a_new_call_until_a_finished_one_has_gone() {
        IntStream.range(0, MAX_CALLS).forEach(i -> registry.add(Calls.connected(new PhoneCallId("call" + i))));
        var oneMore = Calls.idle(ID);

        var refusal = assertThrows(CallException.class, () -> registry.add(oneMore));
        assertEquals(CallFailure.TOO_MANY_CALLS, refusal.failure());

        var first = new PhoneCallId("call0");
        registry.update(first, call -> call.on(new CallEvent.Ended(first), clock.instant()));
        advance(RETENTION.plusSeconds(1));
        registry.add(oneMore);
        assertTrue(registry.find(ID).isPresent());
    }

    @Test
    void of_many_claims_at_once_one_is_granted() throws Exception {
        registry.add(Calls.connected(ID));
        int threads = 16;
        var start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Boolean>> answers = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(() -> {
                        var claim = new HangUpClaim(
                                UUID.randomUUID(), clock.instant().plusSeconds(10));
                        start.await();
                        return registry.update(ID, call -> call.claimedWith(claim, clock.instant()))
                                .orElseThrow()
                                .isClaimedWith(claim.token());
                    }))
                    .toList();
            int granted = 0;
            for (Future<Boolean> answer : answers) {
                granted += answer.get() ? 1 : 0;
            }
            assertEquals(1, granted);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void waiting_ends_when_the_condition_holds() {
        registry.add(Calls.connected(ID));
        var waiting =
                CompletableFuture.supplyAsync(() -> registry.await(ID, (call, now) -> call.isOver(), LONG_ENOUGH));

        registry.update(ID, call -> call.on(new CallEvent.Ended(ID), clock.instant()));

        assertTrue(waiting.join().orElseThrow().isOver());
    }

    @Test
    void waiting_ends_when_its_time_is_over() {
        registry.add(Calls.connected(ID));

        Optional<PhoneCall> found = registry.await(ID, (call, now) -> call.isOver(), Duration.ofMillis(1));

        assertEquals(Optional.of(Calls.connected(ID)), found);
    }

    @Test
    void waiting_for_an_unknown_call_ends_at_once() {
        assertEquals(Optional.empty(), registry.await(ID, (call, now) -> call.isOver(), LONG_ENOUGH));
    }
}
