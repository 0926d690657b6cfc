package org.ewsphone.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Many calls, placed at the nodes in turns, and each hung up at all of them at once when a quarter of all were placed after
 * it: so some are placed, some are up and some end, at any moment.
 */
final class Load implements AutoCloseable {

    private static final int CALLERS = 16;
    private static final int MINUTES = 10;

    private final Client client;
    private final int calls;
    private final int up;
    private final List<CompletableFuture<String>> placed;
    private final AtomicInteger ended = new AtomicInteger();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final ExecutorService hangingUp = Executors.newCachedThreadPool();
    private final List<Future<?>> steps = new ArrayList<>();

    /** So many calls. */
    Load(Client client, int calls) {
        this.client = client;
        this.calls = calls;
        this.up = calls / 4;
        this.placed = IntStream.range(0, calls)
                .mapToObj(number -> new CompletableFuture<String>())
                .toList();
    }

    void begin() {
        for (int number = 0; number < calls + up; number++) {
            int step = number;
            steps.add(callers.submit(() -> {
                if (step < calls) {
                    place(step);
                }
                if (step >= up) {
                    hangUp(step - up);
                }
                return step;
            }));
        }
    }

    /** How many calls are over so far, for those who asked. */
    int ended() {
        return ended.get();
    }

    /** Returns when all that was begun is done. */
    void await() throws InterruptedException, ExecutionException, TimeoutException {
        for (Future<?> step : steps) {
            step.get(MINUTES, TimeUnit.MINUTES);
        }
    }

    private void place(int number) {
        String call = client.ask(Operation.PLAY, "", number).call();
        placed.get(number).complete(call);
        if (!call.isEmpty()) {
            client.ask(Operation.INFORMATION, call, number + 1);
        }
    }

    /** By all nodes at once; whoever is told that it is over looks at another node whether that knows it, too. */
    private void hangUp(int number) throws InterruptedException, ExecutionException {
        String call = placed.get(number).get();
        if (call.isEmpty()) {
            return; // It has no answer, which is noted
        }
        var start = new CyclicBarrier(Cluster.NODES);
        List<Callable<Exchange>> all = IntStream.range(0, Cluster.NODES)
                .<Callable<Exchange>>mapToObj(node -> () -> {
                    start.await();
                    client.ask(Operation.DISCONNECT, call, node);
                    return client.ask(Operation.INFORMATION, call, node + 1);
                })
                .toList();
        for (Future<Exchange> looked : hangingUp.invokeAll(all)) {
            looked.get();
        }
        ended.incrementAndGet();
    }

    @Override
    public void close() {
        callers.shutdownNow();
        hangingUp.shutdownNow();
    }
}
