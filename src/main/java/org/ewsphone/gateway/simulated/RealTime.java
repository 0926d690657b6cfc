package org.ewsphone.gateway.simulated;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The time of the world, and one daemon thread on which things happen. */
final class RealTime implements Timeline {

    private final Clock clock;
    private final ScheduledThreadPoolExecutor thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    RealTime(Clock clock) {
        this.clock = clock;
        this.thread = new ScheduledThreadPoolExecutor(
                1, RealTime::daemon, new ThreadPoolExecutor.DiscardPolicy()); // what comes after close() is dropped
        // A finished call leaves at once, not when the longest of its times is over
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Alarm after(Duration time, Runnable step) {
        Future<?> alarm = thread.schedule(step, time.toNanos(), TimeUnit.NANOSECONDS);
        return () -> alarm.cancel(false);
    }

    @Override
    @SuppressWarnings("ReturnValueIgnored") // either way the wait is over
    public void pass(Duration time) throws InterruptedException {
        closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        closed.countDown();
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "simulated-network");
        thread.setContextClassLoader(RealTime.class.getClassLoader()); // Not that of the request that makes it begin
        thread.setDaemon(true);
        return thread;
    }
}
