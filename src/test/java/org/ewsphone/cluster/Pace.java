package org.ewsphone.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ewsphone.bench.Table;

/**
 * How fast calls end that are up, each hung up once, by so many clients at once.
 *
 * @param nodes how many nodes they were placed at, and asked of, in turns
 * @param seconds how long it took to hang them all up
 */
record Pace(int nodes, long disconnected, double seconds, List<Double> milliseconds) {

    private static final int CLIENTS = 12;

    static Pace of(Cluster cluster, int nodes, int calls) throws InterruptedException, ExecutionException {
        var history = new History();
        var client = new Client(cluster, history);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Exchange> placed = all(clients, calls, call -> client.ask(Operation.PLAY, "", call % nodes));
            long start = System.nanoTime();
            // Not where it was placed, if there is a choice
            all(
                    clients,
                    calls,
                    call -> client.ask(Operation.DISCONNECT, placed.get(call).call(), (call + 1) % nodes));
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Pace(nodes, history.disconnected(), seconds, history.disconnectTimes());
        } finally {
            clients.shutdownNow();
        }
    }

    private static List<Exchange> all(ExecutorService clients, int calls, IntFunction<Exchange> request)
            throws InterruptedException, ExecutionException {
        List<Exchange> exchanges = new ArrayList<>();
        for (Future<Exchange> answer : clients.invokeAll(IntStream.range(0, calls)
                .<Callable<Exchange>>mapToObj(call -> () -> request.apply(call))
                .toList())) {
            exchanges.add(answer.get());
        }
        return exchanges;
    }

    static void print(String store, List<Pace> paces) {
        var table = new Table(
                "DisconnectPhoneCall, " + CLIENTS + " clients at once, " + store,
                "nodes",
                "calls",
                "a second",
                "p50 ms",
                "p99 ms");
        for (Pace pace : paces) {
            List<Double> times = pace.milliseconds;
            table.row(
                    pace.nodes,
                    pace.disconnected,
                    pace.disconnected / pace.seconds,
                    times.get(times.size() / 2),
                    times.get(times.size() * 99 / 100));
        }
    }
}
