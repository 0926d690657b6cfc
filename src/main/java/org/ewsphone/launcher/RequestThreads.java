package org.ewsphone.launcher;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that answer requests: as few as there are processors for as long as these are busy, for more would only take
 * the processors and their caches from each other, and from the compiler. When requests wait while threads are held up, by
 * a gateway or a slow client, there are half as many again every few milliseconds, up to a limit; and fewer again when all
 * is calm. Safe for many threads.
 */
final class RequestThreads implements Executor, AutoCloseable {

    /** As many as Tomcat has of its own. */
    private static final int MOST = 200;

    /** How long there are enough of them before there are fewer. */
    private static final Duration CALM = Duration.ofSeconds(1);

    /** A request does not wait longer, even when all threads seem to be busy: one that reads from a socket does, too. */
    private static final long PATIENCE_NANOS = Duration.ofMillis(250).toNanos();

    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(5).toNanos();

    /** So many looks in a row: a thread may wait for a moment. */
    private static final int HELD_UP_LOOKS = 2;

    /** So many more when calls are kept elsewhere: each request waits for its way there and back. */
    private static final int ON_THE_WAY = 16;

    private static final Duration LAST_REQUESTS = Duration.ofSeconds(5);

    private final int most;
    private final long calmNanos;
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final Set<Thread> alive = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService watch = new ScheduledThreadPoolExecutor(1, RequestThreads::watching);
    private final AtomicBoolean watched = new AtomicBoolean();
    private final AtomicInteger made = new AtomicInteger();

    /** Those that wait, too. */
    private final AtomicInteger unfinished = new AtomicInteger();

    private volatile int fewest;
    private volatile int size;

    // Only the watch looks at these
    private long lastTooFew = System.nanoTime();
    private int heldUpLooks;

    /** As many as there are processors, and at most as many as Tomcat has of its own. */
    RequestThreads() {
        this(Math.max(2, Runtime.getRuntime().availableProcessors()), MOST, CALM);
    }

    /** So many at least and so many at most, and fewer each time when there were enough for so long. */
    RequestThreads(int fewest, int most, Duration calm) {
        this.fewest = fewest;
        this.most = most;
        this.calmNanos = calm.toNanos();
        this.size = fewest;
        threads = new ThreadPoolExecutor(fewest, fewest, 0, TimeUnit.SECONDS, waiting, this::answering);
        var unused = watch.scheduleWithFixedDelay(this::shrink, calmNanos, calmNanos, TimeUnit.NANOSECONDS);
    }

    private Thread answering(Runnable work) {
        Thread thread = new Thread(work, "http-request-" + made.incrementAndGet());
        thread.setDaemon(true);
        alive.add(thread);
        return thread;
    }

    private static Thread watching(Runnable work) {
        Thread thread = new Thread(work, "http-threads");
        thread.setDaemon(true);
        return thread;
    }

    /** Has more of them from now on, for each request has to wait for something that is not here. */
    void expectWaiting() {
        fewest = Math.min(most, fewest + ON_THE_WAY);
        resize(Math.max(size, fewest));
    }

    @Override
    public void execute(Runnable request) {
        int now = unfinished.incrementAndGet();
        threads.execute(new Arrival(request, System.nanoTime(), unfinished));
        if (now > size && watched.compareAndSet(false, true)) {
            lookSoon();
        }
    }

    /** How many there are, idle or not. */
    int count() {
        return threads.getPoolSize();
    }

    /** How many are answering requests. */
    int busy() {
        return threads.getActiveCount();
    }

    /** How many there may be. */
    int most() {
        return most;
    }

    private void lookSoon() {
        var unused = watch.schedule(this::look, LOOK_EVERY_NANOS, TimeUnit.NANOSECONDS);
    }

    /** Again and again, as long as requests wait. */
    private void look() {
        Runnable next = waiting.peek();
        long waited = next instanceof Arrival oldest ? System.nanoTime() - oldest.nanos() : 0;
        heldUpLooks = waited > LOOK_EVERY_NANOS && computing() < fewest ? heldUpLooks + 1 : 0;
        if (heldUpLooks >= HELD_UP_LOOKS || waited > PATIENCE_NANOS) {
            lastTooFew = System.nanoTime();
            resize(Math.min(most, size + Math.max(1, size / 2)));
        }
        watched.set(false);
        if (!waiting.isEmpty() && watched.compareAndSet(false, true)) {
            lookSoon();
        }
    }

    private long computing() {
        alive.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
        return alive.stream()
                .filter(thread -> thread.getState() == Thread.State.RUNNABLE)
                .count();
    }

    private void shrink() {
        if (size > fewest && System.nanoTime() - lastTooFew > calmNanos) {
            resize(Math.max(fewest, size / 2));
        }
    }

    /** In the order in which the pool allows it. */
    private synchronized void resize(int many) {
        if (many > size) {
            threads.setMaximumPoolSize(many);
            threads.setCorePoolSize(many);
        } else {
            threads.setCorePoolSize(many);
            threads.setMaximumPoolSize(many);
        }
        size = many;
    }

    /** Takes no more, tells those that are being answered to hurry, and waits a little for them. */
    @Override
    public void close() {
        watch.shutdownNow();
        threads.shutdownNow();
        try {
            threads.awaitTermination(LAST_REQUESTS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A request, when it came, and where it counts until it is answered. */
    private record Arrival(Runnable request, long nanos, AtomicInteger unfinished) implements Runnable {
        @Override
        public void run() {
            try {
                request.run();
            } finally {
                unfinished.decrementAndGet();
            }
        }
    }
}
