package org.ewsphone.launcher;

import static org.ewsphone.launcher.ServerOnLoopback.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.ewsphone.app.Envelopes;
import org.ewsphone.clients.Patience;
import org.ewsphone.ops.AuditTrail;
import org.ewsphone.ops.metrics.Scrape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** What the audit file has of requests that come over HTTP. */
final class AuditHttpTest {

    private static final String PLAY = Envelopes.named("play/documented").request();
    private static final String HANG_UP =
            Envelopes.named("disconnect/documented").request();
    private static final String[] DEMO = {"Authorization", basic("demo:secret")};

    private static final Logger LOG = Logger.getLogger(AuditTrail.class.getName());

    @TempDir
    private Path home;

    @Test
    void every_operation_has_a_line_with_the_request_id_of_its_answer() throws Exception {
        HttpResponse<String> played;
        try (var server = server()) {
            played = server.post(PLAY, DEMO);
            server.post(HANG_UP, DEMO);
        }

        JsonObject play = lines().get(0);
        assertEquals("PlayOnPhone", play.getString("operation"));
        assertEquals(played.headers().firstValue("request-id").orElse(""), play.getString("request"));
        assertEquals(
                List.of("demo", "demo", "127.0.0.1", "NoError"),
                List.of(
                        play.getString("caller"),
                        play.getString("mailbox"),
                        play.getString("address"),
                        play.getString("code")));
        assertEquals(200, play.getInt("status"));
        assertTrue(play.getInt("ms") >= 0);
        assertTrue(play.getString("call").matches("[0-9a-f]{32}"));
        assertTrue(play.getString("number").matches("\\**[0-9]{4}"), play.getString("number"));
        JsonObject hangUp = lines().get(1);
        assertEquals("DisconnectPhoneCall", hangUp.getString("operation"));
        assertTrue(hangUp.getString("call").matches("[0-9a-f]{32}"));
        assertFalse(hangUp.containsKey("number"));
        assertFalse(Files.readString(home.resolve("audit.jsonl")).contains("OWVl4NWb3N29t"));
    }

    @Test
    void errors_faults_and_refusals_have_their_codes() throws Exception {
        try (var server = server()) {
            server.post(PLAY.replace("AkAjzQTbY/i=", "AAMkNone"), DEMO);
            server.post("<nonsense", DEMO);
            server.post(impersonating("ben", PLAY), DEMO);
            server.post("x".repeat(300_000), DEMO);
        }

        assertEquals(
                List.of(
                        "ErrorItemNotFound 200",
                        "ErrorSchemaValidation 500",
                        "ErrorImpersonateUserDenied 500",
                        "ErrorInvalidRequest 413"),
                lines().stream()
                        .map(line -> line.getString("code") + " " + line.getInt("status"))
                        .toList());
    }

    @Test
    void who_acts_for_somebody_is_named_with_them() throws Exception {
        try (var server = server("impersonation.grants", "demo=ben", "http.trusted-proxies", "127.0.0.1")) {
            server.post(
                    impersonating("ben", PLAY), "Authorization", basic("demo:secret"), "X-Forwarded-For", "192.0.2.99");
        }

        JsonObject line = lines().get(0);
        assertEquals(
                List.of("demo", "ben", "192.0.2.99"),
                List.of(line.getString("caller"), line.getString("mailbox"), line.getString("address")));
    }

    @Test
    void whoever_is_not_let_in_has_a_line_and_many_alike_have_two() throws Exception {
        HttpResponse<String> refused;
        try (var server = server()) {
            refused = server.post(PLAY, "Authorization", basic("demo:hunter2"));
            for (int i = 0; i < 30; i++) {
                server.post(PLAY, "Authorization", basic("demo:hunter" + i));
            }
            server.post(PLAY);
            server.post(PLAY, "Authorization", "NTLM TlRMTVNTUAAB");
            server.post(PLAY, "Authorization", "Sesame open");
        }

        assertEquals(
                List.of("basic not-accepted", "none no-credentials", "ntlm not-understood", "other not-understood"),
                lines().subList(0, 4).stream()
                        .map(line -> line.getString("scheme", "none") + " " + line.getString("refused"))
                        .toList());
        JsonObject first = lines().get(0);
        assertEquals(
                List.of("127.0.0.1", refused.headers().firstValue("request-id").orElse("")),
                List.of(first.getString("address"), first.getString("request")));
        assertEquals(401, first.getInt("status"));
        JsonObject others = lines().get(4);
        assertEquals("basic not-accepted", others.getString("scheme") + " " + others.getString("refused"));
        assertEquals(30, others.getInt("more"));
        assertEquals(5, lines().size());
        String file = Files.readString(home.resolve("audit.jsonl"));
        assertFalse(file.contains("hunter") || file.contains("demo") || file.contains("open"), file);
    }

    @Test
    void a_full_disk_keeps_nobody_from_calling_and_is_shouted_about() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/dev/full")), "This machine has no /dev/full");
        var diary = new Diary();
        LOG.addHandler(diary);
        try (var server = server("audit.file", "/dev/full", "user.roles", "operator")) {
            for (int i = 0; i < 3; i++) {
                assertTrue(server.post(PLAY, DEMO).body().contains("NoError"));
                assertTrue(server.post(HANG_UP, DEMO).body().contains("NoError"));
            }

            double lost = 0;
            for (var patience = new Patience(); lost < 6 && patience.isLeft(); ) {
                lost = Scrape.of(server.get("metrics", DEMO).body()).value("ews_phone_audit_lines_lost_total");
            }
            assertEquals(6, lost);
        } finally {
            LOG.removeHandler(diary);
        }
        assertEquals(
                1,
                diary.shouted.stream()
                        .filter(line -> line.contains("AUDIT LINES ARE BEING LOST") && line.contains("/dev/full"))
                        .count(),
                diary.shouted.toString());
    }

    @Test
    void the_file_makes_room_for_new_lines_and_the_oldest_go() throws Exception {
        HttpResponse<String> last = null;
        try (var server = server("audit.max-size", "1000", "audit.files", "3")) {
            for (int i = 0; i < 20; i++) {
                last = server.post(HANG_UP, DEMO);
            }
        }

        List<Path> files = new ArrayList<>();
        for (String name : List.of("audit.jsonl", "audit.jsonl.1", "audit.jsonl.2")) {
            files.add(home.resolve(name));
            assertTrue(Files.size(home.resolve(name)) <= 1000, name);
        }
        assertFalse(Files.exists(home.resolve("audit.jsonl.3")));
        for (Path file : files) {
            assertTrue(
                    Files.readAllLines(file).stream().map(AuditHttpTest::json).count() > 0, file.toString());
        }
        assertEquals(
                Objects.requireNonNull(last).headers().firstValue("request-id").orElse(""),
                lines().get(lines().size() - 1).getString("request"));
    }

    @ParameterizedTest
    @CsvSource({"0, **********", "4, ******1212", "32, 5555551212"})
    void a_setting_says_how_much_is_shown_of_a_number(String digits, String shown) throws Exception {
        try (var server = server("audit.number-digits", digits)) {
            server.post(PLAY, DEMO);
        }

        assertEquals(shown, lines().get(0).getString("number"));
    }

    /** Whoever reads the file in a terminal, or line by line, sees what is there and nothing else. */
    @Test
    void control_characters_cannot_make_a_line_of_their_own() throws Exception {
        String name = "eve\u2028\u0085\u001b[2J";
        Files.writeString(
                home.resolve("users"), name + ":{bcrypt}" + new BCryptPasswordEncoder(4).encode("secret") + "\n");
        try (var server = ServerOnLoopback.start(home, Clock.systemUTC())) {
            server.post(
                    PLAY.replace("5555551212", "555&#10;{&quot;forged&quot;:1}&#x2028;&#x85;0100"),
                    "Authorization",
                    basic(name + ":secret"));
        }

        String file = Files.readString(home.resolve("audit.jsonl"));
        assertTrue(file.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f)), file);
        assertEquals(1, file.chars().filter(c -> c == '\n').count(), file);
        assertEquals(name, lines().get(0).getString("caller"));
        assertTrue(lines().get(0).getString("number").matches("[*]+0100"), file);
    }

    @Test
    void without_audit_there_is_no_file() throws Exception {
        try (var server = server("audit", "false")) {
            server.post(PLAY, DEMO);
        }

        assertFalse(Files.exists(home.resolve("audit.jsonl")));
    }

    private ServerOnLoopback server(String... settings) throws IOException {
        String[] all = new String[settings.length + 2];
        all[0] = "user";
        all[1] = "demo:secret";
        System.arraycopy(settings, 0, all, 2, settings.length);
        return ServerOnLoopback.start(home, Clock.systemUTC(), all);
    }

    private static String impersonating(String mailbox, String envelope) {
        String header = "<t:ExchangeImpersonation><t:ConnectingSID><t:SmtpAddress>" + mailbox
                + "</t:SmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>";
        return envelope.replace("</soap:Header>", header + "</soap:Header>");
    }

    private List<JsonObject> lines() throws IOException {
        return Files.readAllLines(home.resolve("audit.jsonl")).stream()
                .map(AuditHttpTest::json)
                .toList();
    }

    private static JsonObject json(String line) {
        try (var reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    /** What the log was told that nobody should overlook. */
    private static final class Diary extends Handler {
        private final List<String> shouted = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().equals(Level.SEVERE)) {
                shouted.add(new SimpleFormatter().formatMessage(line));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
