package org.ewsphone.auth;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ewsphone.call.Caller;
import org.ewsphone.call.Calls;
import org.ewsphone.call.ManualClock;
import org.ewsphone.call.ThrottledException;
import org.ewsphone.call.ThrottledException.Limit;
import org.ewsphone.config.Settings;
import org.junit.jupiter.api.Test;

final class ThrottleTest {

    private final ManualClock clock = new ManualClock(Calls.NOON);

    private Throttle throttle(int perMinute, int burst, int concurrency) {
        var settings = Map.of(
                "throttle.requests-per-minute", Integer.toString(perMinute),
                "throttle.burst", Integer.toString(burst),
                "throttle.concurrency", Integer.toString(concurrency));
        return Throttle.from(Settings.read(settings, Map.of(), Map.of(), Map.of()), clock);
    }

    private static void ask(Throttle throttle, Caller caller) {
        assertEquals("served", throttle.admit(caller, () -> "served"));
    }

    private static ThrottledException refusal(Throttle throttle, Caller caller) {
        return assertThrows(ThrottledException.class, () -> ask(throttle, caller));
    }

    @Test
    void after_the_burst_a_request_comes_too_early_and_is_told_by_how_much() {
        Throttle throttle = throttle(60, 3, 0);
        for (int i = 0; i < 3; i++) {
            ask(throttle, Calls.ANA);
        }

        ThrottledException refusal = refusal(throttle, Calls.ANA);

        assertEquals(Limit.RATE, refusal.limit());
        assertEquals(Duration.ofSeconds(1), refusal.backOff());
    }

    @Test
    void whoever_waits_as_long_as_told_is_served_once() {
        Throttle throttle = throttle(60, 1, 0);
        ask(throttle, Calls.ANA);
        Duration backOff = refusal(throttle, Calls.ANA).backOff();

        clock.advance(backOff);

        ask(throttle, Calls.ANA);
        assertEquals(backOff, refusal(throttle, Calls.ANA).backOff());
    }

    @Test
    void being_refused_costs_nothing() {
        Throttle throttle = throttle(60, 1, 0);
        ask(throttle, Calls.ANA);
        for (int i = 0; i < 100; i++) {
            refusal(throttle, Calls.ANA);
        }

        clock.advance(Duration.ofSeconds(1));

        assertDoesNotThrow(() -> ask(throttle, Calls.ANA));
    }

    @Test
    void a_long_pause_gives_the_burst_back_and_no_more() {
        Throttle throttle = throttle(60, 2, 0);
        ask(throttle, Calls.ANA);
        ask(throttle, Calls.ANA);
        clock.advance(Duration.ofDays(1));

        ask(throttle, Calls.ANA);
        ask(throttle, Calls.ANA);

        refusal(throttle, Calls.ANA);
    }

    @Test
    void a_slow_refill_is_not_forgotten() {
        Throttle throttle = throttle(1, 60, 0);
        for (int i = 0; i < 60; i++) {
            ask(throttle, Calls.ANA);
        }

        clock.advance(Duration.ofMinutes(30));

        for (int i = 0; i < 30; i++) {
            ask(throttle, Calls.ANA);
        }
        refusal(throttle, Calls.ANA);
    }

    @Test
    void everybody_has_their_own_measure() {
        Throttle throttle = throttle(60, 1, 0);
        ask(throttle, Calls.ANA);

        assertDoesNotThrow(() -> ask(throttle, Calls.BEN));
    }

    @Test
    void a_user_is_the_same_for_whichever_mailbox_and_however_written() {
        Throttle throttle = throttle(60, 1, 0);
        ask(throttle, Calls.ANA);

        refusal(throttle, Calls.ANA.actingFor("ben"));
        refusal(throttle, new Caller("ANA", "ana"));
    }

    @Test
    void a_request_too_many_at_once_is_refused_at_once() {
        Throttle throttle = throttle(0, 1, 2);

        throttle.admit(
                Calls.ANA,
                () -> throttle.admit(Calls.ANA, () -> {
                    ThrottledException refusal = refusal(throttle, Calls.ANA);
                    assertEquals(Limit.CONCURRENCY, refusal.limit());
                    assertEquals(Duration.ofSeconds(1), refusal.backOff());
                    ask(throttle, Calls.BEN);
                    return "refused";
                }));
    }

    @Test
    void a_place_is_given_back_once_whether_the_request_was_answered_failed_or_refused() {
        Throttle throttle = throttle(60, 4, 1);
        ask(throttle, Calls.ANA);
        assertThrows(
                IllegalStateException.class,
                () -> throttle.admit(Calls.ANA, () -> {
                    throw new IllegalStateException("a bug");
                }));
        throttle.admit(Calls.ANA, () -> refusal(throttle, Calls.ANA));
        assertEquals(Limit.RATE, refusal(throttle, Calls.ANA).limit());
        clock.advance(Duration.ofMinutes(1));

        throttle.admit(Calls.ANA, () -> {
            assertEquals(Limit.CONCURRENCY, refusal(throttle, Calls.ANA).limit());
            return "served";
        });
    }

    @Test
    void of_many_at_once_as_many_are_served_as_there_are_places() throws Exception {
        Throttle throttle = throttle(0, 1, 10);
        var served = new CountDownLatch(10);
        var over = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(10);
        try {
            Future<?>[] answers = new Future<?>[10];
            for (int i = 0; i < 10; i++) {
                answers[i] = pool.submit(() -> throttle.admit(Calls.ANA, () -> {
                    served.countDown();
                    return await(over);
                }));
            }
            served.await();
            refusal(throttle, Calls.ANA);
            over.countDown();
            for (Future<?> answer : answers) {
                answer.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertDoesNotThrow(() -> ask(throttle, Calls.ANA));
    }

    @Test
    void without_limits_everything_is_served() {
        Throttle throttle = throttle(0, 1, 0);

        for (int i = 0; i < 10_000; i++) {
            ask(throttle, Calls.ANA);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
