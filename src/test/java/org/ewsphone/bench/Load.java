package org.ewsphone.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.ewsphone.launcher.RunningWar;

/**
 * The WAR as it runs for an operator, with credentials, checks, calls and audit, in interleaved rounds with a
 * {@link ConstantServer}. CPU time and throughput are ratios to that server's of the same round; the medians count.
 */
final class Load {

    static final List<String> JVM_OPTIONS = List.of("-Xms256m", "-Xmx256m", "-XX:+UseG1GC");
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final int WARM_UP_ROUNDS_AT_LEAST = 6;
    private static final int WARM_UP_ROUNDS_AT_MOST = 30;
    private static final int ROUNDS = 5;
    private static final int RATE = 200;

    private Load() {}

    /** All operations, over plain HTTP. */
    static void overHttp() throws IOException, InterruptedException, ExecutionException {
        measure("HTTP", false);
    }

    /** The same over HTTPS; the connections are kept. */
    static void overHttps() throws IOException, InterruptedException, ExecutionException {
        measure("HTTPS", true);
    }

    private static Map<String, Scenario> operations() {
        Map<String, Scenario> operations = new LinkedHashMap<>();
        operations.put("DisconnectPhoneCall", Scenario.disconnect());
        operations.put("DisconnectPhoneCall, again", Scenario.disconnectAgain());
        operations.put("GetPhoneCallInformation", Scenario.information());
        operations.put("PlayOnPhone", Scenario.play());
        operations.put("PlayOnPhone, DisconnectPhoneCall", Scenario.playAndDisconnect());
        return operations;
    }

    private static void measure(String protocol, boolean secure)
            throws IOException, InterruptedException, ExecutionException {
        try (RunningWar war = war();
                var constant = new ConstantProcess(war.home().resolve("tls"));
                var jvm = new MeasuredJvm(war.pid());
                var constantJvm = new MeasuredJvm(constant.pid())) {
            List<Candidate> candidates = new ArrayList<>();
            try {
                candidates.add(new Candidate(
                        "constant answer",
                        Scenario.ofNoCall(),
                        constantJvm,
                        constant.url(secure),
                        war.trust(),
                        war.authorization()));
                for (Map.Entry<String, Scenario> operation : operations().entrySet()) {
                    candidates.add(new Candidate(
                            operation.getKey(),
                            operation.getValue(),
                            jvm,
                            secure ? war.url() : war.plainUrl(),
                            war.trust(),
                            war.authorization()));
                }
                run(candidates);
                report(protocol, candidates);
            } finally {
                for (Candidate candidate : candidates) {
                    candidate.close();
                }
            }
        }
    }

    /** Calls are forgotten soon, so that the heap does not fill up; what they cost there is measured by {@link Growth}. */
    private static RunningWar war() throws IOException {
        RunningWar.Arrangement arrangement = RunningWar.arranged()
                .with("--http-port", "0", "--user", "demo:demo")
                .settingsFile("""
                        simulator.script=script.json
                        throttle.requests-per-minute=0
                        throttle.concurrency=0
                        calls.live=0
                        registry.memory.max-calls=1000000
                        registry.memory.retention=2s
                        """);
        JVM_OPTIONS.forEach(arrangement::jvmOption);
        Files.writeString(arrangement.home().resolveSibling("script.json"), Scenario.script());
        return arrangement.start();
    }

    private static void run(List<Candidate> candidates) throws InterruptedException, ExecutionException {
        // In turns as well: what is idle for as long as all others warm up loses its connections
        for (int round = 0; round < WARM_UP_ROUNDS_AT_MOST; round++) {
            for (Candidate candidate : candidates) {
                candidate.warmUp(ROUND);
            }
            if (round + 1 >= WARM_UP_ROUNDS_AT_LEAST && candidates.stream().allMatch(Candidate::isWarm)) {
                break;
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Candidate candidate : candidates) {
                candidate.round(ROUND);
            }
        }
    }

    private static void report(String protocol, List<Candidate> candidates)
            throws IOException, InterruptedException, ExecutionException {
        var table = new Table(
                "Load over " + protocol + ", next to a servlet that answers everything with the same bytes",
                "operation",
                "CPU per request",
                "throughput",
                "KiB allocated per request",
                "p50 ms at " + RATE + "/s",
                "p99 ms");
        Candidate constant = candidates.get(0);
        for (Candidate candidate : candidates) {
            double allocation = candidate.allocation();
            double[] latencies = candidate.latencies(RATE, Duration.ofSeconds(3));
            table.row(
                    candidate.name(),
                    ratio(candidate.cpu(), constant.cpu()),
                    ratio(candidate.throughput(), constant.throughput()),
                    allocation,
                    latencies[latencies.length / 2],
                    latencies[latencies.length * 99 / 100]);
        }
        System.out.printf(
                "%nThe constant answer: %.1f µs of CPU time per request, %.0f requests in a second.%n",
                Table.median(constant.cpu()), Table.median(constant.throughput()));
    }

    private static double ratio(List<Double> values, List<Double> constant) {
        return Table.median(IntStream.range(0, values.size())
                .mapToObj(round -> values.get(round) / constant.get(round))
                .toList());
    }

    /** A {@link ConstantServer} with the same JVM and the same certificate. */
    private static final class ConstantProcess implements AutoCloseable {
        private final Process process;
        private final String[] ports;

        ConstantProcess(Path tls) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(JVM_OPTIONS);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), ConstantServer.class.getName()));
            command.add(tls.resolve("certificate.pem").toString());
            command.add(tls.resolve("key.pem").toString());
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            if (line == null) {
                throw new UncheckedIOException(new IOException("The constant server did not start"));
            }
            ports = line.split(" ", 2);
        }

        long pid() {
            return process.pid();
        }

        URI url(boolean secure) {
            return URI.create(
                    (secure ? "https://localhost:" + ports[1] : "http://127.0.0.1:" + ports[0]) + "/EWS/Exchange.asmx");
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
