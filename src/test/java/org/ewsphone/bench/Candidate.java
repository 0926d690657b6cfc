package org.ewsphone.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/** A server and what is asked of it, over connections that are kept. */
final class Candidate implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    /** Fewer, so that the schedule of the requests is not that of the threads. */
    private static final int CONNECTIONS_AT_A_RATE = 4;

    /** The share of CPU time per request that no round has to save any more, and in how many rounds. */
    private static final double NO_GAIN = 0.03;

    private static final int ROUNDS_OF_NO_GAIN = 3;

    private final String name;
    private final Scenario scenario;
    private final MeasuredJvm jvm;
    private final List<Connection> connections = new ArrayList<>();
    private final ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
    private final List<Double> warmingUp = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();
    private final List<Double> throughput = new ArrayList<>();

    Candidate(String name, Scenario scenario, MeasuredJvm jvm, URI url, SSLContext trust, String authorization)
            throws IOException {
        this.name = name;
        this.scenario = scenario;
        this.jvm = jvm;
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(new Connection(url, trust, authorization));
        }
    }

    String name() {
        return name;
    }

    /** Microseconds of CPU time for a request, one value a round. */
    List<Double> cpu() {
        return cpu;
    }

    /** Requests in a second, one value a round. */
    List<Double> throughput() {
        return throughput;
    }

    /** As many requests as can be answered in this time. */
    void warmUp(Duration time) throws InterruptedException, ExecutionException {
        warmingUp.add(measured(time).cpu());
    }

    /** Whether its last rounds of warming up were hardly cheaper than those before: nothing is left to be compiled. */
    boolean isWarm() {
        int recent = warmingUp.size() - ROUNDS_OF_NO_GAIN;
        return recent > 0
                && Collections.min(warmingUp.subList(recent, warmingUp.size()))
                        > (1 - NO_GAIN) * Collections.min(warmingUp.subList(0, recent));
    }

    /** The same, and what it cost counts. */
    void round(Duration time) throws InterruptedException, ExecutionException {
        Measured measured = measured(time);
        cpu.add(measured.cpu());
        throughput.add(measured.throughput());
    }

    private Measured measured(Duration time) throws InterruptedException, ExecutionException {
        var cpuTime = Duration.ZERO;
        var passed = Duration.ZERO;
        int requests = 0;
        while (passed.compareTo(time) < 0) {
            prepare(CONNECTIONS);
            Duration cpuBefore = jvm.cpu();
            long start = System.nanoTime();
            requests += load(time.minus(passed));
            passed = passed.plusNanos(System.nanoTime() - start);
            cpuTime = cpuTime.plus(jvm.cpu()).minus(cpuBefore);
        }
        return new Measured(cpuTime.toNanos() / 1e3 / requests, requests / (passed.toNanos() / 1e9));
    }

    private void prepare(int count) throws InterruptedException, ExecutionException {
        inParallel(count, connection -> {
            scenario.prepare(connection);
            return 0;
        });
    }

    /** KiB that a request makes the server allocate. */
    double allocation() throws IOException {
        Connection connection = connections.get(0);
        scenario.prepare(connection);
        scenario.run(connection);
        long bytes = 0;
        int requests = 0;
        while (requests < 2000) {
            scenario.prepare(connection);
            Map<Long, Long> before = jvm.allocated();
            for (int done = 1; done > 0 && requests < 2000; requests += done) {
                done = scenario.run(connection);
            }
            for (Map.Entry<Long, Long> thread : jvm.allocated().entrySet()) {
                bytes += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
            }
        }
        return bytes / 1024.0 / requests;
    }

    private int load(Duration time) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + time.toNanos();
        return inParallel(CONNECTIONS, connection -> {
            int requests = 0;
            for (int done = 1; done > 0 && System.nanoTime() < end; requests += done) {
                done = scenario.run(connection);
            }
            return requests;
        });
    }

    /**
     * Milliseconds of so many requests a second, the fastest first. Each counts from when it was due, so that a server
     * that stalls is not flattered.
     */
    double[] latencies(int rate, Duration time) throws InterruptedException, ExecutionException {
        prepare(CONNECTIONS_AT_A_RATE);
        var milliseconds = new double[(int) (rate * time.toMillis() / 1000)];
        long gap = 1_000_000_000L / rate;
        long start = System.nanoTime() + 100_000_000;
        var next = new AtomicInteger();
        inParallel(CONNECTIONS_AT_A_RATE, connection -> {
            int requests = 0;
            for (int i = next.getAndIncrement(); i < milliseconds.length; i = next.getAndIncrement()) {
                long due = start + i * gap;
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                requests += scenario.run(connection);
                milliseconds[i] = (System.nanoTime() - due) / 1e6;
            }
            return requests;
        });
        Arrays.sort(milliseconds);
        return milliseconds;
    }

    private int inParallel(int count, Client client) throws InterruptedException, ExecutionException {
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (Connection connection : connections.subList(0, count)) {
            tasks.add(() -> client.use(connection));
        }
        int requests = 0;
        for (Future<Integer> done : clients.invokeAll(tasks)) {
            requests += done.get();
        }
        return requests;
    }

    @Override
    public void close() throws IOException {
        clients.shutdownNow();
        for (Connection connection : connections) {
            connection.close();
        }
    }

    /** One round: microseconds of CPU time for a request, and requests in a second. */
    private record Measured(double cpu, double throughput) {}

    /** What one client does, and how many requests that were. */
    @FunctionalInterface
    private interface Client {
        int use(Connection connection) throws IOException;
    }
}
