package org.ewsphone.launcher;

import static org.ewsphone.launcher.ServerOnLoopback.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ewsphone.app.Envelopes;
import org.ewsphone.ops.metrics.Scrape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A subscriber of events whose socket takes nothing more, beside one that takes all. */
@Timeout(120)
final class SlowSubscriberTest {

    private static final String OPERATOR = basic("demo:secret");
    private static final String PLAY = Envelopes.named("play/documented").request();
    private static final Pattern ID = Pattern.compile("PhoneCallId Id=\"([^\"]+)\"");
    private static final int PATIENCE_CALLS = 50_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @Test
    void it_loses_its_place_to_others_and_begins_anew_when_it_comes_back() throws Exception {
        try (ServerOnLoopback server = ServerOnLoopback.start(
                        home,
                        Clock.systemUTC(),
                        "user",
                        "demo:secret",
                        "user.roles",
                        "operator",
                        "api.subscribers",
                        "2",
                        "api.backlog",
                        "200000",
                        "calls.live",
                        "0",
                        "throttle.requests-per-minute",
                        "0");
                Socket slow = subscribed(server.url());
                InputStream eager = events(server.url(), "").body()) {
            var all = new BufferedReader(new InputStreamReader(eager, StandardCharsets.UTF_8));

            readUntil(all, played(server));
            String lastSeen = firstId(slow.getInputStream());
            HttpResponse<InputStream> comingBack = events(server.url(), lastSeen);
            for (int placed = 0; comingBack.statusCode() == 503 && placed < PATIENCE_CALLS; placed += 200) {
                comingBack.body().close();
                String last = "";
                for (int i = 0; i < 200; i++) {
                    last = played(server);
                }
                readUntil(all, last);
                comingBack = events(server.url(), lastSeen);
            }

            assertEquals(200, comingBack.statusCode(), "Whoever takes nothing must not keep the place");
            try (var again = new BufferedReader(new InputStreamReader(comingBack.body(), StandardCharsets.UTF_8))) {
                assertEquals("retry: 1000", again.readLine());
                assertEquals("", again.readLine());
                assertTrue(again.readLine().startsWith("id: "));
                assertEquals("event: reload", again.readLine());
            }
            Scrape counted =
                    Scrape.of(server.get("metrics", "Authorization", OPERATOR).body());
            assertEquals(1, counted.value("ews_phone_event_subscribers_dropped_total"));
            assertEquals(1, counted.value("ews_phone_event_subscribers_reloaded_total"));
            assertTrue(counted.value("ews_phone_event_subscribers_refused_total") >= 1);
            assertTrue(counted.value("ews_phone_events_told_total") > 1);
        }
    }

    private static String played(ServerOnLoopback server) throws Exception {
        HttpResponse<String> answer = server.post(PLAY.replace("5555551212", "5550101"), "Authorization", OPERATOR);
        Matcher id = ID.matcher(answer.body());
        assertTrue(id.find(), answer.body());
        return id.group(1);
    }

    /** One that has been greeted, and of which nobody reads any more from then on. */
    private static Socket subscribed(URI url) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(1024);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        socket.getOutputStream()
                .write(("GET /EWS/api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + OPERATOR + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var greeting = new StringBuilder();
        while (!greeting.toString().contains("retry: 1000")) {
            greeting.append((char) socket.getInputStream().read());
        }
        return socket;
    }

    private static HttpResponse<InputStream> events(URI url, String lastId) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve("/EWS/api/v1/events")).header("Authorization", OPERATOR);
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
    }

    private static void readUntil(BufferedReader lines, String text) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.contains(text)) {
            line = lines.readLine();
        }
        assertTrue(line != null, "Whoever takes everything keeps the connection");
    }

    /** What it had been sent before nobody read any more; the rest would come slowly through its narrow window. */
    private static String firstId(InputStream events) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (!line.startsWith("id: ")) {
            line = lines.readLine();
        }
        return line.substring(4);
    }
}
