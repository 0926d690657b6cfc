package org.ewsphone.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
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
    private static final Duration WARM_UP = Duration.ofSeconds(12);
    private static final Duration ROUND = Duration.ofSeconds(12);
    private static final int SLOW = 10;

    /** Longer than the server waits for one that takes nothing. */
    private static final Duration SLOW_TIME = Duration.ofSeconds(36);

    private final RunningWar war;
    private final MeasuredJvm jvm;
    private final List<Listener> listeners = new ArrayList<>();
    private double cpuWithNobody;

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
                        registry.memory.retention=20s
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
        join(1);
        changes(WARM_UP);
        leave();
        for (int subscribers : List.of(0, 1, 10, 50)) {
            long before = jvm.heap();
            join(subscribers);
            String heap = subscribers < 10 ? "" : Long.toString(Math.max(0, jvm.heap() - before) / subscribers / 1024);
            row(table, subscribers, heap);
            leave();
        }
        slow();
    }

    private void row(Table table, int subscribers, String heap) throws IOException, InterruptedException {
        listeners.forEach(Listener::takeBytes);
        if (subscribers > 0) {
            listeners.get(0).takeLatenesses();
        }
        Duration cpuBefore = jvm.cpu();
        long start = System.nanoTime();
        changes(ROUND);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu = jvm.cpu().minus(cpuBefore).toNanos() / 1e7 / seconds;
        if (subscribers == 0) {
            cpuWithNobody = cpu;
            table.row("0", cpu, "", "", "", "", heap);
            return;
        }
        double bytes = listeners.stream().mapToLong(Listener::takeBytes).sum() / seconds / subscribers;
        double[] late = listeners.get(0).takeLatenesses();
        table.row(
                Integer.toString(subscribers),
                cpu,
                (cpu - cpuWithNobody) / subscribers,
                Math.round(bytes),
                late[late.length / 2],
                late[late.length * 99 / 100],
                heap);
    }

    /** Some stop to read, are dropped, and come back, beside one that reads all the time. */
    private void slow() throws IOException, InterruptedException {
        join(1);
        long before = jvm.heap();
        List<Listener> slow = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < SLOW; i++) {
            slow.add(listener(true, false, ""));
        }
        changes(Duration.ofSeconds(1));
        for (Listener listener : slow) {
            seen.add(listener.nextId());
        }
        listeners.get(0).takeLatenesses();
        changes(SLOW_TIME);
        long kept = Math.max(0, jvm.heap() - before) / 1024;
        long dropped = counted("ews_phone_event_subscribers_dropped_total");
        double[] late = listeners.get(0).takeLatenesses();
        for (String last : seen) {
            Listener again = listener(false, false, last);
            again.start();
            listeners.add(again);
        }
        changes(Duration.ofSeconds(2));
        System.out.printf(
                "%nOf %d that stopped to read, %d lost the connection within %d s; of those that came back %d went on"
                        + " where they were and %d were told to begin anew. Beside them one that reads was told late by"
                        + " %.0f ms (p50) and %.0f ms (p99), and the heap grew by %d KiB.%n",
                SLOW,
                dropped,
                SLOW_TIME.toSeconds(),
                counted("ews_phone_event_subscribers_resumed_total"),
                counted("ews_phone_event_subscribers_reloaded_total"),
                late[late.length / 2],
                late[late.length * 99 / 100],
                kept);
        for (Listener listener : slow) {
            listener.close();
        }
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
}
