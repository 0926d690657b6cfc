package org.ewsphone.gateway.ari;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the calls that share it are handled one thing after the other, so that none of them needs a lock. After the end
 * nothing runs any more.
 */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final ScheduledExecutorService thread;
    private final Executor workers;

    /**
     * A lane of this thread.
     *
     * @param thread only one
     * @param workers for what has to wait for Asterisk
     */
    Lane(ScheduledExecutorService thread, Executor workers) {
        this.thread = thread;
        this.workers = workers;
    }

    /** Runs the step after those before it. */
    void run(Runnable step) {
        tryTo(() -> thread.execute(guarded(step)));
    }

    /** Runs the step after this time. */
    Future<?> after(Duration time, Runnable step) {
        return thread.schedule(guarded(step), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs what takes its time beside the lane. */
    void aside(Runnable step) {
        tryTo(() -> workers.execute(guarded(step)));
    }

    private static void tryTo(Runnable submit) {
        try {
            submit.run();
        } catch (RejectedExecutionException e) {
            LOG.debug("Nothing happens any more at a gateway that is closed");
        }
    }

    private static Runnable guarded(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException e) {
                LOG.error("Something that happened to a call was not understood", e);
            }
        };
    }
}
