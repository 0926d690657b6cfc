package org.ewsphone.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ewsphone.launcher.RunningWar;

/**
 * What subscribers of events cost, over HTTPS: while 10,000 calls are up and 100 others a second are placed, and are busy.
 * The same with nobody who listens is subtracted.
 */
final class EventLoad {

    private static final int CALLS = 10_000;
    private static final int CHANGES_A_SECOND = 100;
    private static final List<Integer> SUBSCRIBERS = List.of(0, 1, 10, 50);

    /** Or whatever grows better with time would flatter those who come last. */
    private static final List<Integer> REVERSED = List.of(50, 10, 1, 0);

    private static final int ROUNDS = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration ROUND = Duration.ofSeconds(6);
    private static final int SLOW = 10;

    /** As fast as one connection places calls, which is more than the buffers of a socket hold. */
    private static final Duration FLOOD = Duration.ofSeconds(25);

    private final RunningWar war;
    private final MeasuredJvm jvm;
    private final List<Listener> listeners = new ArrayList<>();

    private EventLoad(RunningWar war, MeasuredJvm jvm) {
        this.war = war;
        this.jvm = jvm;
    }

    static void measure() throws IOException, InterruptedException {
        try (RunningWar war = war();
                var jvm = new MeasuredJvm(war.pid())) {
            var load = new EventLoad(war, jvm);
            try {
                load.run();
            } finally {
                load.leave();
            }
        }
    }

    private static RunningWar war() throws IOException {
        RunningWar.Arrangement arrangement = RunningWar.arranged()
                .with("--http-port", "0", "--user", "demo:demo")
                .settingsFile("""
                        user.roles=operator
                        simulator.script=script.json
                        throttle.requests-per-minute=0
                        throttle.concurrency=0
                        calls.live=0
                        api.subscribers=100
                        registry.memory.retention=10s
                        registry.memory.max-calls=1000000
                        """);
        Load.JVM_OPTIONS.forEach(arrangement::jvmOption);
        Files.writeString(
                arrangement.home().resolveSibling("script.json"),
                IntStream.range(0, CALLS)
                        .mapToObj("{\"id\":\"BENCHCALL%05d\",\"mailbox\":\"demo\",\"state\":\"Connected\"}"::formatted)
                        .collect(Collectors.joining(
                                ",",
                                "{\"subscribers\":[{\"number\":\"5550101\",\"does\":\"busy\"}],"
                                        + "\"messages\":[{\"mailbox\":\"demo\",\"id\":\"AAMkDemo1\"}],\"calls\":[",
                                "]}")));
        return arrangement.start();
    }

    private void run() throws IOException, InterruptedException {
        join(SUBSCRIBERS.get(SUBSCRIBERS.size() - 1));
        flood(WARM_UP);
        leave();
        Map<Integer, List<Round>> rounds = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (int subscribers : round % 2 == 0 ? SUBSCRIBERS : REVERSED) {
                rounds.computeIfAbsent(subscribers, any -> new ArrayList<>()).add(round(subscribers));
            }
        }
        report(rounds);
        interrupted();
        slow();
    }

    private Round round(int subscribers) throws IOException {
        long heapBefore = jvm.heap();
        join(subscribers);
        long heap = Math.max(0, jvm.heap() - heapBefore);
        Duration cpuBefore = jvm.cpu();
        long start = System.nanoTime();
        changes(ROUND);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu = jvm.cpu().minus(cpuBefore).toNanos() / 1e7 / seconds;
        double bytes = listeners.stream().mapToLong(Listener::takeBytes).sum() / seconds;
        double[] late = listeners.isEmpty() ? new double[1] : listeners.get(0).takeLatenesses();
        leave();
        return new Round(
                cpu,
                bytes / Math.max(1, subscribers),
                late[late.length / 2],
                late[late.length * 99 / 100],
                heap / 1024.0 / Math.max(1, subscribers));
    }

    private static void report(Map<Integer, List<Round>> rounds) {
        var table = new Table(
                "Subscribers of events over HTTPS, " + CALLS + " calls up and " + CHANGES_A_SECOND
                        + " others a second that are placed and busy",
                "subscribers",
                "CPU of the server, %",
                "CPU per subscriber, %",
                "bytes per subscriber a second",
                "told late p50 ms",
                "p99 ms",
                "KiB of heap per subscriber");
        List<Round> nobody = Objects.requireNonNull(rounds.get(0));
        rounds.forEach((subscribers, measured) -> {
            double more = Table.median(IntStream.range(0, ROUNDS)
                    .mapToObj(round ->
                            measured.get(round).cpu() - nobody.get(round).cpu())
                    .toList());
            table.row(
                    subscribers.toString(),
                    median(measured, Round::cpu),
                    subscribers == 0 ? "" : String.format(Locale.ROOT, "%.2f", more / subscribers),
                    subscribers == 0 ? "" : Long.toString(Math.round(median(measured, Round::bytes))),
                    subscribers == 0 ? "" : String.format(Locale.ROOT, "%.0f", median(measured, Round::p50)),
                    subscribers == 0 ? "" : String.format(Locale.ROOT, "%.0f", median(measured, Round::p99)),
                    subscribers < 10 ? "" : Long.toString(Math.round(median(measured, Round::heap))));
        });
    }

    private static double median(List<Round> rounds, Function<Round, Double> value) {
        return Table.median(rounds.stream().map(value).toList());
    }

    /** Some lose the connection, and come back a little later. */
    private void interrupted() throws IOException, InterruptedException {
        List<String> seen = new ArrayList<>();
        List<Listener> gone = new ArrayList<>();
        for (int i = 0; i < SLOW; i++) {
            gone.add(listener(false, false, ""));
        }
        changes(Duration.ofSeconds(1));
        for (Listener listener : gone) {
            seen.add(listener.nextId());
            listener.close();
        }
        changes(Duration.ofSeconds(2));
        for (String last : seen) {
            listener(false, false, last).close();
        }
        System.out.printf(
                "%nOf %d that lost the connection and came back after 2 s, %d went on where they were.%n",
                SLOW, counted("ews_phone_event_subscribers_resumed_total"));
    }

    /** Some stop to read while much changes, beside one that reads all the time. */
    private void slow() throws IOException, InterruptedException {
        join(1);
        List<Listener> slow = new ArrayList<>();
        for (int i = 0; i < SLOW; i++) {
            slow.add(listener(true, false, ""));
        }
        changes(Duration.ofSeconds(1));
        List<String> seen = new ArrayList<>();
        for (Listener listener : slow) {
            seen.add(listener.nextId());
        }
        listeners.get(0).takeLatenesses();
        long placed = flood(FLOOD);
        double[] late = listeners.get(0).takeLatenesses();
        long dropped = counted("ews_phone_event_subscribers_dropped_total");
        for (String last : seen) {
            Listener again = listener(false, false, last);
            again.start();
            listeners.add(again);
        }
        changes(Duration.ofSeconds(2));
        System.out.printf(
                "Of %d that stopped to read while %d calls a second were placed, for %d s, %d were dropped; %d were told to"
                        + " begin anew when they came back. One that read all the time was told late by %.0f ms (p50) and"
                        + " %.0f ms (p99).%n",
                SLOW,
                placed / FLOOD.toSeconds(),
                FLOOD.toSeconds(),
                dropped,
                counted("ews_phone_event_subscribers_reloaded_total"),
                late[late.length / 2],
                late[late.length * 99 / 100]);
        for (Listener listener : slow) {
            listener.close();
        }
    }

    private long flood(Duration time) throws IOException {
        byte[] play = Envelope.play("5550101");
        long placed = 0;
        try (var connection = new Connection(war.plainUrl(), war.trust(), war.authorization())) {
            for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; placed++) {
                connection.post(play);
            }
        }
        return placed;
    }

    private void join(int count) throws IOException {
        while (listeners.size() < count) {
            Listener listener = listener(false, listeners.isEmpty(), "");
            listener.start();
            listeners.add(listener);
        }
    }

    private Listener listener(boolean narrow, boolean looks, String after) throws IOException {
        URI events = war.url("/EWS/api/v1/events");
        return new Listener(events, war.trust(), war.authorization(), narrow, looks, after);
    }

    private void leave() throws IOException {
        for (Listener listener : listeners) {
            listener.close();
        }
        listeners.clear();
    }

    /** Places calls at a steady pace, each when it is due. */
    private void changes(Duration time) throws IOException {
        byte[] play = Envelope.play("5550101");
        long gap = 1_000_000_000L / CHANGES_A_SECOND;
        try (var connection = new Connection(war.plainUrl(), war.trust(), war.authorization())) {
            long start = System.nanoTime();
            for (int i = 0; i < time.toSeconds() * CHANGES_A_SECOND; i++) {
                for (long early = start + i * gap - System.nanoTime(); early > 0; ) {
                    LockSupport.parkNanos(early);
                    early = start + i * gap - System.nanoTime();
                }
                connection.post(play);
            }
        }
    }

    private long counted(String metric) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(war.url("/EWS/metrics"))
                .header("Authorization", war.authorization())
                .build();
        return war.client()
                .send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(metric.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** What one round has shown: CPU in percent of one core, bytes and KiB for each subscriber, and milliseconds. */
    private record Round(double cpu, double bytes, double p50, double p99, double heap) {}
}
