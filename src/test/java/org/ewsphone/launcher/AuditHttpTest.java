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
import java.util.List;
import org.ewsphone.app.Envelopes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit file has of requests that come over HTTP. */
final class AuditHttpTest {

    private static final String PLAY = Envelopes.named("play/documented").request();
    private static final String HANG_UP =
            Envelopes.named("disconnect/documented").request();
    private static final String[] DEMO = {"Authorization", basic("demo:secret")};

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
    void a_full_disk_keeps_nobody_from_calling() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/dev/full")), "This machine has no /dev/full");
        try (var server = server("audit.file", "/dev/full")) {
            assertTrue(server.post(PLAY, DEMO).body().contains("NoError"));
            assertTrue(server.post(HANG_UP, DEMO).body().contains("NoError"));
        }
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
}
