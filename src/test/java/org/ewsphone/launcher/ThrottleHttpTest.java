package org.ewsphone.launcher;

import static org.ewsphone.launcher.ServerOnLoopback.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ewsphone.app.Envelopes;
import org.ewsphone.call.Calls;
import org.ewsphone.call.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much one user may ask, over HTTP. */
final class ThrottleHttpTest {

    private static final Envelopes GOOD = Envelopes.named("disconnect/documented");
    private static final Envelopes SLOW = Envelopes.named("play/gateway-does-not-answer");

    @TempDir
    private Path home;

    private final ManualClock clock = new ManualClock(Calls.NOON);

    private ServerOnLoopback server(String... settings) throws IOException {
        String[] all = new String[settings.length + 2];
        all[0] = "user";
        all[1] = "demo:secret";
        System.arraycopy(settings, 0, all, 2, settings.length);
        return ServerOnLoopback.start(home, clock, all);
    }

    private static HttpResponse<String> post(ServerOnLoopback server, String envelope) throws Exception {
        return server.post(envelope, "Authorization", basic("demo:secret"));
    }

    private static void assertServed(ServerOnLoopback server) throws Exception {
        HttpResponse<String> answer = post(server, GOOD.request());
        GOOD.assertAnsweredBy(answer.statusCode(), answer.body());
    }

    private static void assertThrottled(String code, int backOff, HttpResponse<String> answer) {
        assertEquals(500, answer.statusCode());
        assertTrue(answer.body().contains("a:" + code + "</faultcode>"), answer.body());
        assertTrue(answer.body().contains("ServerVersionInfo"), answer.body());
        assertTrue(
                answer.body().contains("<t:Value Name=\"BackOffMilliseconds\">" + backOff + "</t:Value>"),
                answer.body());
    }

    @Test
    void whoever_asks_too_often_is_told_when_to_come_back() throws Exception {
        try (var server = server("throttle.requests-per-minute", "40", "throttle.burst", "2")) {
            assertServed(server);
            assertServed(server);

            assertThrottled("ErrorServerBusy", 1500, post(server, GOOD.request()));

            clock.advance(Duration.ofMillis(1500));
            assertServed(server);
            assertThrottled("ErrorServerBusy", 1500, post(server, GOOD.request()));
        }
    }

    @Test
    void what_is_no_request_counts_as_one() throws Exception {
        try (var server = server("throttle.requests-per-minute", "60", "throttle.burst", "1")) {
            assertTrue(post(server, "<nonsense/>").body().contains("Fault"));

            assertThrottled("ErrorServerBusy", 1000, post(server, GOOD.request()));
        }
    }

    @Test
    void bodies_that_never_come_take_no_place() throws Exception {
        try (var server = server("throttle.concurrency", "1", "http.body-time", "2s")) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                slow.add(begun(server, "Authorization: " + basic("demo:secret") + "\r\n"));
            }
            assertServed(server);
            slow.get(0).close();
            assertServed(server);
            for (Socket socket : slow.subList(1, 5)) {
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
                socket.close();
            }
            assertServed(server);
        }
    }

    @Test
    void a_stranger_whose_body_never_comes_is_refused_as_everybody_and_loses_the_connection() throws Exception {
        try (var server = server("http.body-time", "1s");
                Socket slow = begun(server, "")) {
            String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
            assertTrue(answer.contains("Connection: close"), answer);
        }
    }

    @Test
    void bodies_that_are_too_large_take_no_place() throws Exception {
        try (var server = server("throttle.concurrency", "1")) {
            for (int i = 0; i < 3; i++) {
                assertEquals(413, post(server, " ".repeat(300_000)).statusCode());
            }

            assertServed(server);
        }
    }

    @Test
    void of_requests_at_once_one_too_many_is_refused_and_the_next_is_served() throws Exception {
        String script = Objects.requireNonNull(SLOW.settings().get("simulator.script"));
        try (var server = server("throttle.concurrency", "1", "simulator.script", script, "simulator.timeout", "2s")) {
            List<HttpResponse<String>> answers = atOnce(2, () -> post(server, SLOW.request()));

            answers.sort((a, b) -> Boolean.compare(isTimeout(a), isTimeout(b)));
            assertThrottled("ErrorExceededConnectionCount", 1000, answers.get(0));
            assertTrue(isTimeout(answers.get(1)), answers.get(1).body());
            assertTrue(isTimeout(post(server, SLOW.request())));
        }
    }

    private static boolean isTimeout(HttpResponse<String> answer) {
        return answer.body().contains("a:ErrorTimeoutExpired<");
    }

    private static List<HttpResponse<String>> atOnce(int count, Callable<HttpResponse<String>> request)
            throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : pool.invokeAll(Collections.nCopies(count, request))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }

    /** A request whose body does not come. */
    private static Socket begun(ServerOnLoopback server, String headers) {
        try {
            var socket =
                    new Socket(InetAddress.getLoopbackAddress(), server.url().getPort());
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("POST /EWS/Exchange.asmx HTTP/1.1\r\nHost: localhost\r\n" + headers
                                    + "Content-Type: text/xml\r\nContent-Length: 700\r\n\r\n<?xml")
                            .getBytes(StandardCharsets.UTF_8));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
