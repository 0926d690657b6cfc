package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RequestThreadsTest {

    private static final int FEWEST = 2;
    private static final int MOST = 20;

    private final RequestThreads threads = new RequestThreads(FEWEST, MOST, Duration.ofMillis(50));
    private final AtomicInteger answered = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void end() {
        gate.countDown();
        threads.close();
    }

    @Test
    void what_does_not_wait_is_answered_by_as_few_as_there_are() {
        request(1000, answered::incrementAndGet);

        awaitAnswers(1000);
        assertEquals(FEWEST, threads.count());
    }

    @Test
    void requests_that_wait_do_not_keep_another_one_waiting() {
        request(FEWEST, this::waitAtTheGate);

        request(1, answered::incrementAndGet);

        awaitAnswers(1);
    }

    @Test
    void as_many_may_wait_as_there_may_be_and_no_more() {
        request(2 * MOST, this::waitAtTheGate);

        await(() -> threads.busy() == MOST);
        assertEquals(MOST, threads.count());
        assertEquals(0, answered.get());
        gate.countDown();
        awaitAnswers(2 * MOST);
    }

    @Test
    void there_are_few_again_when_nothing_waits_any_more() {
        request(MOST, this::waitAtTheGate);
        await(() -> threads.count() == MOST);

        gate.countDown();

        awaitAnswers(MOST);
        await(() -> threads.count() == FEWEST);
    }

    @Test
    void requests_that_never_stop_to_compute_do_not_keep_another_one_waiting_for_long() {
        request(FEWEST, () -> {
            while (gate.getCount() > 0) {
                Thread.onSpinWait();
            }
        });

        request(1, answered::incrementAndGet);

        awaitAnswers(1);
    }

    @Test
    void there_are_more_from_the_beginning_when_each_has_to_wait_for_a_store() {
        threads.expectWaiting();

        request(FEWEST + 1, this::waitAtTheGate);

        assertEquals(FEWEST + 1, threads.count());
    }

    @Test
    void the_end_waits_for_what_is_being_answered_and_takes_nothing_more() throws InterruptedException {
        var begun = new CountDownLatch(1);
        request(1, () -> {
            begun.countDown();
            waitAtTheGate();
        });
        assertTrue(begun.await(10, TimeUnit.SECONDS));

        threads.close(); // Whoever waits is told to hurry

        assertEquals(0, threads.busy());
        assertThrows(RejectedExecutionException.class, () -> threads.execute(answered::incrementAndGet));
    }

    private void request(int times, Runnable work) {
        for (int i = 0; i < times; i++) {
            threads.execute(work);
        }
    }

    private void waitAtTheGate() {
        try {
            gate.await();
            answered.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswers(int many) {
        await(() -> answered.get() == many);
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
