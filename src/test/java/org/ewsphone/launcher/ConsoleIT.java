package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import microsoft.exchange.webservices.data.core.ExchangeService;
import microsoft.exchange.webservices.data.core.enumeration.misc.ExchangeVersion;
import microsoft.exchange.webservices.data.property.complex.ItemId;
import org.ewsphone.clients.EwsJavaApi;
import org.junit.jupiter.api.Test;

/** The console in Chromium, driven by Node.js: see src/test/console. */
final class ConsoleIT {

    private static final Path SCRIPTS = Path.of("src/test/console").toAbsolutePath();
    private static final Path PICTURES = Path.of("target/console").toAbsolutePath();
    private static final long MOST_BYTES = 90_000;
    private static final long PATIENCE_MINUTES = 6;
    private static final int CROWD = 10_000;

    @Test
    void it_is_small() throws IOException {
        try (var war = new ZipFile(System.getProperty("ews-phone.test.war"))) {
            long size = war.stream()
                    .filter(entry -> entry.getName().startsWith("console/"))
                    .mapToLong(ZipEntry::getSize)
                    .sum();
            assertTrue(size > 20_000 && size <= MOST_BYTES, "The console has " + size + " bytes");
        }
    }

    @Test
    void somebody_sees_and_steers_calls_in_a_browser() throws Exception {
        tell("console.test.mjs");
    }

    @Test
    void a_newcomer_is_helped_to_a_first_call() throws Exception {
        tell("newcomer.test.mjs", "--set", "registry.memory.retention=1s");
    }

    @Test
    void of_several_gateways_each_is_told() throws Exception {
        tell(
                "gateways.test.mjs",
                Stream.of(
                                "gateway=simulated,sip,ari",
                                "gateway.draining=ari",
                                "gateway.breaker.failures=1",
                                "gateway.breaker.pause=1h",
                                "gateway.sip.proxy=sip:127.0.0.1:9;transport=udp",
                                "gateway.sip.from=sip:ews-phone@127.0.0.1",
                                "gateway.sip.options=false",
                                "gateway.ari.url=http://127.0.0.1:9/ari",
                                "gateway.ari.user=ews-phone",
                                "gateway.ari.password=secret",
                                "gateway.ari.endpoint=PJSIP/{number}",
                                "dialplan.extensions=555[0-9]{4}")
                        .flatMap(setting -> Stream.of("--set", setting))
                        .toArray(String[]::new));
    }

    @Test
    void ten_thousand_calls_and_a_hundred_changes_a_second_can_be_watched() throws Exception {
        tell(
                "crowd.test.mjs",
                "--set",
                "throttle.requests-per-minute=0",
                "--set",
                "throttle.concurrency=0",
                "--set",
                "calls.live=0",
                "--set",
                "simulator.script=" + crowd());
    }

    /** Many calls that are up until somebody hangs up. */
    private static Path crowd() throws IOException {
        String calls = IntStream.range(0, CROWD)
                .mapToObj("{\"id\":\"CROWD%05d\",\"mailbox\":\"demo\",\"state\":\"Connected\"}"::formatted)
                .collect(Collectors.joining(","));
        return Files.writeString(Files.createDirectories(PICTURES).resolve("crowd.json"), """
                {"subscribers": [{"number": "5550101", "does": "busy"}],
                 "messages": [{"mailbox": "demo", "id": "AAMkDemo1"}],
                 "calls": [%s]}
                """.formatted(calls));
    }

    @SuppressWarnings("SystemOut") // What the browser's stories tell, figures among it, belongs to the log of the build
    private static void tell(String story, String... arguments) throws Exception {
        Path node = node();
        Path browser = browser();
        Path told = Files.createDirectories(PICTURES).resolve(story + ".txt");
        try (RunningWar started = RunningWar.start(arguments);
                var client = new ClientAside(started)) {
            var builder = new ProcessBuilder(
                            node.toString(),
                            "--test",
                            "--test-reporter=spec",
                            SCRIPTS.resolve(story).toString())
                    .redirectErrorStream(true)
                    .redirectOutput(told.toFile());
            builder.environment().put("EWS_URL", started.url().toString());
            builder.environment().put("EWS_USER", started.user());
            builder.environment().put("EWS_PASSWORD", started.password());
            builder.environment().put("EWS_CERTIFICATE", started.certificate().toString());
            builder.environment()
                    .put("NODE_EXTRA_CA_CERTS", started.certificate().toString());
            builder.environment().put("EWS_JAVA_API", client.url().toString());
            builder.environment().put("EWS_PICTURES", PICTURES.toString());
            builder.environment().put("EWS_BROWSER", browser.toString());
            Process stories = builder.start();
            try {
                assertTrue(stories.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES), "The browser did not come to an end");
                assertEquals(0, stories.exitValue(), "Node.js has told what went wrong");
            } finally {
                System.out.println(Files.readString(told));
                stories.descendants().forEach(ProcessHandle::destroyForcibly);
                stories.destroyForcibly();
            }
        }
    }

    /** ews-java-api for whoever is not written in Java: POST a number, and it places a call there. */
    private static final class ClientAside implements AutoCloseable {
        private final RunningWar war;
        private final HttpServer server;

        ClientAside(RunningWar war) throws IOException {
            this.war = war;
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::place);
            server.start();
        }

        private void place(HttpExchange exchange) throws IOException {
            String number = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            try (ExchangeService service = EwsJavaApi.service(
                    war.url(), war.trust(), war.user(), war.password(), ExchangeVersion.Exchange2010_SP2)) {
                service.getUnifiedMessaging().playOnPhone(new ItemId("AAMkDemo1"), number);
                exchange.sendResponseHeaders(204, -1);
            } catch (Exception e) { // It declares nothing narrower
                byte[] told = e.toString().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(500, told.length);
                exchange.getResponseBody().write(told);
            }
            exchange.close();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static Path node() {
        Optional<Path> node = onPath("node");
        assumeTrue(node.isPresent(), "There is no Node.js to drive a browser with");
        assumeTrue(
                Files.isDirectory(SCRIPTS.resolve("node_modules/playwright-core")),
                "Playwright is not installed: npm ci --prefix src/test/console");
        return node.orElseThrow();
    }

    private static Path browser() {
        Optional<Path> browser = onPath("chromium");
        assumeTrue(browser.isPresent(), "There is no Chromium to look at the console with");
        return browser.orElseThrow();
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(Objects.toString(System.getenv("PATH"), "").split(":", -1))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
