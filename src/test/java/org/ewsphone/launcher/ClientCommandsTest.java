package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ewsphone.conform.StubServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask a server, and how each ends. */
@Timeout(120)
final class ClientCommandsTest {

    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @SuppressWarnings("NullAway.Init")
    private ServerOnLoopback server;

    @BeforeEach
    void start() throws IOException {
        server = ServerOnLoopback.start(home, Clock.systemUTC(), "user", "demo:secret");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_call_is_placed_looked_at_and_ended() {
        assertEquals(ExitCode.OK, run("play", "--item", "AAMkDemo1", "--number", "5550100", "--output", "json"));
        String id = json().getString("PhoneCallId");

        assertEquals(ExitCode.OK, run("info", id));
        assertTrue(out.toString().contains("PhoneCallState          Connect"), out.toString());

        assertEquals(ExitCode.OK, run("disconnect", id));
        assertEquals("ResponseCode  NoError\n", out.toString());

        assertEquals(ExitCode.OK, run("info", id, "--output", "json"));
        assertEquals("Disconnected", json().getString("PhoneCallState"));
    }

    @Test
    void who_waits_is_told_each_state_and_why_it_failed() {
        int exitCode = run("play", "--item", "AAMkDemo1", "--number", "5550101", "--wait=over", "--every", "1");

        assertEquals(ExitCode.REFUSED, exitCode, err.toString());
        assertTrue(err.toString().endsWith("Disconnected, UserBusy (486 Busy Here)\n"), err.toString());
        assertTrue(out.toString().contains("ConnectionFailureCause  UserBusy"), out.toString());
    }

    @Test
    void a_call_is_watched_until_it_is_over() {
        run("play", "--item", "AAMkDemo1", "--number", "5550107", "--output", "json");
        String id = json().getString("PhoneCallId");

        assertEquals(ExitCode.OK, run("watch", id, "--every", "1", "--output", "json"));

        List<String> states = out.toString()
                .lines()
                .map(line -> Json.createReader(new StringReader(line)).readObject())
                .map(line -> line.getString("PhoneCallState"))
                .toList();
        assertEquals("Disconnected", states.get(states.size() - 1));
    }

    @Test
    void an_error_of_ews_ends_with_1_and_its_code() {
        assertEquals(ExitCode.REFUSED, run("info", "nobodys"));

        assertEquals("ErrorInvalidPhoneCallId: The phone call ID isn't valid.\n", err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void what_is_missing_ends_with_2() {
        assertEquals(ExitCode.USAGE, run("play", "--item", "AAMkDemo1"));
        assertTrue(err.toString().contains("--number"), err.toString());
        assertEquals(ExitCode.USAGE, execute("info", server.url().toString(), "x", "--user", "demo"));
        assertTrue(err.toString().contains("--password-file"), err.toString());
        assertEquals(ExitCode.USAGE, execute("info", "ftp://localhost", "x", "--user", "demo:secret"));
    }

    @Test
    void nobody_at_the_port_ends_with_3() {
        assertEquals(ExitCode.UNREACHABLE, execute("info", "https://127.0.0.1:1/", "x", "--user", "demo:secret"));

        assertTrue(err.toString().contains("https://127.0.0.1:1/EWS/Exchange.asmx cannot be reached"), err.toString());
    }

    @Test
    void a_certificate_that_nobody_knows_ends_with_3_and_its_cure() {
        String url = server.httpsUrl().toString();

        assertEquals(ExitCode.UNREACHABLE, execute("info", url, "x", "--user", "demo:secret"));

        assertTrue(err.toString().contains("--cacert FILE"), err.toString());
        assertEquals(ExitCode.REFUSED, execute("info", url, "x", "--user", "demo:secret", "--insecure"));
    }

    @Test
    void another_server_at_the_port_ends_with_3() {
        try (var stub = StubServer.start()) {
            stub.answers(200, "text/html", "<html>Welcome<br></html>");

            assertEquals(ExitCode.UNREACHABLE, execute("info", stub.url(), "x", "--user", "demo:secret"));

            assertTrue(err.toString().contains("does not speak EWS"), err.toString());
        }
    }

    @Test
    void a_wrong_password_ends_with_4() {
        assertEquals(ExitCode.IDENTITY, execute("info", server.url().toString(), "x", "--user", "demo:wrong"));

        assertEquals("The server refuses the user demo with this password (401).\n", err.toString());
    }

    @Test
    void the_password_may_stand_in_a_file() throws IOException {
        Path file = Files.writeString(home.resolve("password"), "secret\n");

        int exitCode = execute(
                "disconnect",
                server.url().toString(),
                "OWVl4NWb3N29t",
                "--user",
                "demo",
                "--password-file",
                file.toString());

        assertEquals(ExitCode.OK, exitCode, err.toString());
    }

    @Test
    void a_dry_run_shows_the_envelope_and_needs_neither_server_nor_user() {
        assertEquals(
                ExitCode.OK,
                execute("play", "https://nowhere.invalid", "--item", "A<1>", "--number", "5550100", "--dry-run"));

        assertTrue(out.toString().contains("<m:ItemId Id=\"A&lt;1>\"/>"), out.toString());
        assertTrue(out.toString().startsWith("<?xml "), out.toString());
    }

    @Test
    void the_doctor_finds_a_good_server_good() {
        String url = server.httpsUrl().toString();

        int exitCode = execute(
                "doctor",
                url,
                "--user",
                "demo:secret",
                "--cacert",
                home.resolve("tls/certificate.pem").toString(),
                "--output",
                "json");

        assertEquals(ExitCode.OK, exitCode, out + err.toString());
        Map<String, String> verdicts = verdicts();
        assertEquals(
                List.of(
                        "TLS",
                        "certificate",
                        "challenge",
                        "user",
                        "clock",
                        "version",
                        "WSDL",
                        "address in the WSDL",
                        "PlayOnPhone",
                        "GetPhoneCallInformation",
                        "DisconnectPhoneCall",
                        "GetServiceConfiguration"),
                new ArrayList<>(verdicts.keySet()));
        assertFalse(verdicts.containsValue("bad"), verdicts.toString());
        assertFalse(verdicts.containsValue("doubtful"), verdicts.toString());
    }

    @Test
    void the_doctor_doubts_plain_http_and_tells_the_cure() {
        assertEquals(ExitCode.OK, run("doctor"));

        assertTrue(
                out.toString().startsWith("doubtful  TLS: none: passwords can be read on the way\n          Use https"),
                out.toString());
    }

    @Test
    void the_doctor_tells_what_it_saw_before_the_user_was_refused() {
        int exitCode = execute("doctor", server.url().toString(), "--user", "demo:wrong", "--output", "json");

        assertEquals(ExitCode.IDENTITY, exitCode);
        assertEquals(List.of("TLS", "challenge"), new ArrayList<>(verdicts().keySet()));
    }

    @Test
    void a_shell_learns_the_commands() {
        assertEquals(ExitCode.OK, execute("completion"));

        assertTrue(out.toString().contains("complete -F _complete_ews-phone"), "It is for bash");
        assertTrue(out.toString().contains("disconnect"), "It knows the commands");
        assertTrue(out.toString().contains("--dry-run"), "It knows the flags");
    }

    private Map<String, String> verdicts() {
        return Json.createReader(new StringReader(out.toString())).readArray().getValuesAs(JsonObject.class).stream()
                .collect(Collectors.toMap(
                        finding -> finding.getString("about"),
                        finding -> finding.getString("verdict"),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    private JsonObject json() {
        return Json.createReader(new StringReader(out.toString())).readObject();
    }

    /** As demo, at the server of this test. */
    private int run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, server.url().toString(), "--user", "demo:secret"));
        all.addAll(List.of(arguments));
        return execute(all.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return EwsPhone.run(
                EwsPhone.commandLine(new Installation(home))
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true)),
                arguments);
    }
}
