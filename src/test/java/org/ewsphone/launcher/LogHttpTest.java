package org.ewsphone.launcher;

import static org.ewsphone.launcher.ServerOnLoopback.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.ewsphone.app.Envelopes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log has of requests, and what it never has. */
final class LogHttpTest {

    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String PLAY = Envelopes.named("play/documented").request();
    private static final Logger ROOT = Logger.getLogger("");

    @TempDir
    private Path home;

    private final Lines text = new Lines(new ConsoleLog.OneLine());
    private final Lines json = new Lines(new ConsoleLog.JsonLine());

    @BeforeEach
    void listen() {
        ROOT.addHandler(text);
        ROOT.addHandler(json);
    }

    @AfterEach
    void stop_listening() {
        ROOT.removeHandler(text);
        ROOT.removeHandler(json);
    }

    @Test
    void a_line_about_a_request_names_it_and_the_trace_it_belongs_to() throws Exception {
        try (var server = server("auth.lockout.attempts", "3", "auth.lockout.delay", "14m")) {
            server.post(PLAY, "Authorization", basic("demo:wrong"));
            server.post(PLAY, "Authorization", basic("demo:wrong"));
            HttpResponse<String> refused =
                    server.post(PLAY, "Authorization", basic("demo:wrong"), "traceparent", TRACEPARENT);

            String id = refused.headers().firstValue("request-id").orElseThrow();
            JsonObject line = json.objects().stream()
                    .filter(one -> one.getString("request", "").equals(id))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No line has " + id + ": " + json.lines));
            assertEquals(TRACEPARENT, line.getString("traceparent"));
            assertEquals("WARNING", line.getString("level"));
            assertTrue(
                    text.lines.stream()
                            .anyMatch(one -> one.contains("[request " + id + ", traceparent " + TRACEPARENT + "] ")),
                    text.lines.toString());
        }
    }

    @Test
    void what_is_no_traceparent_does_not_come_into_the_log() throws Exception {
        try (var server = server("auth.lockout.attempts", "3", "auth.lockout.delay", "14m")) {
            for (int i = 0; i < 3; i++) {
                server.post(PLAY, "Authorization", basic("demo:wrong"), "traceparent", "00-nonsense");
            }

            assertFalse(json.objects().isEmpty());
            json.objects().forEach(line -> assertFalse(line.containsKey("traceparent"), line.toString()));
        }
    }

    @Test
    void neither_a_secret_nor_a_number_comes_into_the_log() throws Exception {
        try (var server = server("auth.lockout.attempts", "3", "auth.lockout.delay", "14m")) {
            server.post(PLAY, "Authorization", basic("demo:verysecret"));
            server.post(PLAY.replace("5555551212", "5550109"), "Authorization", basic("demo:verysecret"));
            server.post(PLAY.replace("5555551212", "+34612345678"), "Authorization", basic("demo:verysecret"));
            server.post("<nonsense>5555551212", "Authorization", basic("demo:verysecret"));
            for (int i = 0; i < 3; i++) {
                server.post(PLAY, "Authorization", basic("demo:veryguessed"));
            }
            server.post(PLAY, "Authorization", "Bearer veryforged");
        }

        assertFalse(text.lines.isEmpty());
        for (String secret : List.of(
                "verysecret",
                "veryguessed",
                "veryforged",
                basic("demo:verysecret").substring("Basic ".length()),
                "5555551212",
                "5550109",
                "612345678")) {
            assertFalse(text.lines.toString().contains(secret), text.lines.toString());
        }
    }

    @Test
    void a_record_is_one_line_whatever_is_in_it() {
        var record = new LogRecord(Level.SEVERE, "Somebody sent \n2026 INFO forged\u001b[2J");
        record.setLoggerName("org.ewsphone");

        assertEquals(1, new ConsoleLog.OneLine().format(record).lines().count());
        assertFalse(new ConsoleLog.OneLine().format(record).contains("\u001b"));
        String object = new ConsoleLog.JsonLine().format(record);
        assertEquals(1, object.lines().count());
        assertFalse(object.contains("\u001b"));
        assertEquals(record.getMessage(), read(object).getString("message"));
    }

    @Test
    void a_stack_trace_is_within_the_object() {
        var record = new LogRecord(Level.SEVERE, "It failed");
        record.setThrown(new IllegalStateException("for this reason"));

        String object = new ConsoleLog.JsonLine().format(record);

        assertEquals(1, object.lines().count());
        assertTrue(read(object).getString("exception").contains("IllegalStateException: for this reason"), object);
    }

    private static JsonObject read(String object) {
        try (var reader = Json.createReader(new StringReader(object))) {
            return reader.readObject();
        }
    }

    private ServerOnLoopback server(String... settings) throws IOException {
        String[] all = new String[settings.length + 2];
        all[0] = "user";
        all[1] = "demo:verysecret";
        System.arraycopy(settings, 0, all, 2, settings.length);
        return ServerOnLoopback.start(home, Clock.systemUTC(), all);
    }

    /** The log, as it would be written. */
    private static final class Lines extends Handler {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        Lines(Formatter format) {
            setFormatter(format);
        }

        List<JsonObject> objects() {
            return lines.stream().map(LogHttpTest::read).toList();
        }

        @Override
        public void publish(LogRecord record) {
            lines.add(getFormatter().format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
