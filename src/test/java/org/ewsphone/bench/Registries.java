package org.ewsphone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.ewsphone.launcher.RunningWar;
import org.ewsphone.stores.PostgresStore;
import org.ewsphone.stores.RedisStore;

/**
 * How long it takes to hang up a call, by where the calls are kept: a server for each registry, in interleaved rounds. In a
 * round calls are placed at first; then each is hung up when it is due, and its time counts from then.
 */
final class Registries {

    private static final int CLIENTS = 4;
    private static final int CALLS = 200;
    private static final int RATE = 100;
    private static final int WARM_UP_ROUNDS = 10;
    private static final int ROUNDS = 10;

    private Registries() {}

    /** Prints a table. The in-memory registry is the first, and the measure of the others. */
    static void measure() throws IOException, InterruptedException, ExecutionException {
        List<Measured> all = new ArrayList<>();
        try (var postgres = PostgresStore.start();
                var redis = RedisStore.start()) {
            try {
                all.add(new Measured("memory", Map.of("registry", "memory")));
                all.add(new Measured("jdbc, H2 in a file", Map.of("registry", "jdbc")));
                all.add(new Measured("jdbc, PostgreSQL", postgres.settings()));
                all.add(new Measured("Redis, written before it answers", redis.settings()));
                for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
                    for (Measured one : all) {
                        one.round(round >= WARM_UP_ROUNDS);
                    }
                }
                report(all);
            } finally {
                for (Measured one : all) {
                    one.close();
                }
            }
        }
    }

    private static void report(List<Measured> all) {
        var table = new Table(
                "DisconnectPhoneCall over HTTPS at " + RATE + "/s, by registry",
                "registry",
                "p50 ms",
                "to memory",
                "p99 ms",
                "to memory");
        Measured memory = all.get(0);
        for (Measured one : all) {
            table.row(
                    one.name,
                    one.percentile(50),
                    one.percentile(50) / memory.percentile(50),
                    one.percentile(99),
                    one.percentile(99) / memory.percentile(99));
        }
    }

    /** A server with a registry, and what was measured of it. */
    private static final class Measured implements AutoCloseable {
        private final String name;
        private final RunningWar war;
        private final List<Connection> connections = new ArrayList<>();
        private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        private final List<Double> milliseconds = new ArrayList<>();

        Measured(String name, Map<String, String> registry) throws IOException {
            this.name = name;
            RunningWar.Arrangement arrangement = RunningWar.arranged()
                    .jvmOption("-Xms256m")
                    .jvmOption("-Xmx256m")
                    .with("--user", "demo:demo")
                    .settingsFile("""
                            simulator.script=script.json
                            throttle.requests-per-minute=0
                            throttle.concurrency=0
                            calls.live=0
                            """);
            registry.forEach((setting, value) -> arrangement.with("--set", setting + "=" + value));
            Files.writeString(arrangement.home().resolveSibling("script.json"), Scenario.script());
            war = arrangement.start();
            for (int i = 0; i < CLIENTS; i++) {
                connections.add(new Connection(war.url(), war.trust(), war.authorization()));
            }
        }

        void round(boolean counts) throws InterruptedException, ExecutionException {
            List<String> calls =
                    each((connection, i) -> Envelope.idIn(connection.post(Envelope.play(Scenario.RINGING))));
            long start = System.nanoTime();
            List<Double> times = each((connection, i) -> {
                long due = start + i * 1_000_000_000L / RATE;
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                connection.post(Envelope.disconnect(calls.get(i)));
                return (System.nanoTime() - due) / 1e6;
            });
            if (counts) {
                milliseconds.addAll(times);
            }
        }

        /** Does it for each number of a call, the clients in turns, and returns the results in their order. */
        private <T> List<T> each(Request<T> request) throws InterruptedException, ExecutionException {
            List<List<T>> results = new ArrayList<>();
            for (Future<List<T>> done : clients.invokeAll(IntStream.range(0, CLIENTS)
                    .<Callable<List<T>>>mapToObj(client -> () -> {
                        List<T> own = new ArrayList<>();
                        for (int i = client; i < CALLS; i += CLIENTS) {
                            own.add(request.send(connections.get(client), i));
                        }
                        return own;
                    })
                    .toList())) {
                results.add(done.get());
            }
            return IntStream.range(0, CALLS)
                    .mapToObj(i -> results.get(i % CLIENTS).get(i / CLIENTS))
                    .toList();
        }

        double percentile(int percent) {
            return milliseconds.stream()
                    .sorted()
                    .skip((long) milliseconds.size() * percent / 100)
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void close() throws IOException {
            clients.shutdownNow();
            for (Connection connection : connections) {
                connection.close();
            }
            war.close();
        }
    }

    /** What one client asks about the call of this number. */
    @FunctionalInterface
    private interface Request<T> {
        T send(Connection connection, int number) throws IOException;
    }
}
