package org.ewsphone.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.Calls;
import org.ewsphone.call.ManualClock;
import org.ewsphone.call.Readiness;
import org.ewsphone.call.ReadinessCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HealthTest {

    private final ManualClock clock = new ManualClock(Calls.NOON);
    private final Health health = new Health(clock);

    @Test
    void it_is_ready_when_everything_is() {
        health.add(ReadinessCheck.of("gateway", () -> new Readiness(true, Map.of("peers", "2"))));
        health.add(ReadinessCheck.of("registry", () -> Readiness.READY));

        Health.Report report = health.look();

        assertTrue(report.ready());
        assertEquals(
                List.of("gateway", "registry"),
                report.checks().stream().map(Health.Seen::name).toList());
        assertEquals(Map.of("peers", "2"), report.checks().get(0).readiness().facts());
    }

    @Test
    void a_check_that_fails_makes_it_unready_and_tells_why() {
        health.add(ReadinessCheck.of("registry", () -> {
            throw new CallException(CallFailure.REGISTRY_UNAVAILABLE, "No connection to db.example.org");
        }));
        health.add(ReadinessCheck.of("odd", () -> {
            throw new IllegalStateException("never thought of");
        }));

        Health.Report report = health.look();

        assertFalse(report.ready());
        assertEquals(
                List.of(
                        Map.of("reason", "No connection to db.example.org"),
                        Map.of("reason", "The check failed: java.lang.IllegalStateException: never thought of")),
                report.checks().stream().map(seen -> seen.readiness().facts()).toList());
    }

    @Test
    void whoever_asks_often_costs_one_look_a_second() {
        var looks = new AtomicInteger();
        health.add(ReadinessCheck.of("gateway", () -> {
            looks.incrementAndGet();
            return Readiness.READY;
        }));

        for (int i = 0; i < 100; i++) {
            health.look();
        }
        clock.advance(Duration.ofSeconds(1));
        health.look();

        assertEquals(2, looks.get());
    }

    @Test
    void nobody_waits_for_the_look_of_somebody_else() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        health.add(ReadinessCheck.of("slow", () -> {
            begun.countDown();
            return new Readiness(awaited(end), Map.of());
        }));
        CompletableFuture<Health.Report> slow = CompletableFuture.supplyAsync(health::look);
        assertTrue(begun.await(30, TimeUnit.SECONDS));

        Health.Report meanwhile = health.look();
        end.countDown();

        assertFalse(meanwhile.ready(), "Nothing was seen yet");
        assertTrue(slow.get(30, TimeUnit.SECONDS).ready());
        assertTrue(health.look().ready());
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
