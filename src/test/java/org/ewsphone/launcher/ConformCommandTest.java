package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.ewsphone.conform.StubServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** How the suite is called, and how the process ends. */
@Timeout(60)
class ConformCommandTest {

    @TempDir
    private Path temporary;

    private final StubServer server = StubServer.start();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_check_that_holds_ends_with_0() {
        assertEquals(ExitCode.OK, run("--user", "demo:secret", "--only", "no credentials"), out.toString());

        assertTrue(out.toString().contains("1 check: 1 held, 0 not held."), out.toString());
    }

    @Test
    void a_check_that_does_not_hold_ends_with_1() {
        server.answers(200, "text/html", "<html>Welcome<br></html>");

        assertEquals(ConformCommand.NOT_HELD, run("--user", "demo:secret", "--only", "no SOAPAction"));
    }

    @Test
    void nobody_at_the_port_ends_with_3() throws IOException {
        String url;
        try (var socket = new ServerSocket(0)) {
            url = "http://127.0.0.1:" + socket.getLocalPort();
        }

        assertEquals(ConformCommand.UNREACHABLE, execute("conform", url, "--user", "demo:secret"));

        assertTrue(err.toString().startsWith(url + "/EWS/Exchange.asmx cannot be reached: "), err.toString());
    }

    @Test
    void a_user_whom_the_server_refuses_ends_with_4() {
        assertEquals(ConformCommand.USER_REFUSED, run("--user", "demo:wrong"));

        assertEquals("The server refuses the user demo with this password (401).\n", err.toString());
    }

    @Test
    void the_password_may_stand_in_a_file() throws IOException {
        Path file = Files.writeString(temporary.resolve("password"), "secret\n");

        assertEquals(
                ExitCode.OK,
                run("--user", "demo", "--password-file", file.toString(), "--only", "no credentials"),
                err.toString());
    }

    @Test
    void the_password_may_stand_in_the_environment() {
        var command = new CommandLine(new ConformCommand(Map.of("EWS_PHONE_PASSWORD", "secret")))
                .setOut(new PrintWriter(out));

        assertEquals(ExitCode.OK, command.execute(server.url(), "--user", "demo", "--only", "no credentials"));
    }

    @Test
    void what_cannot_be_meant_ends_with_2() {
        assertEquals(ExitCode.USAGE, run("--user", "demo"));
        assertEquals(ExitCode.USAGE, run("--user", "demo:secret", "--item", "AAMk"));
        assertEquals(ExitCode.USAGE, run("--user", "demo:secret", "--only", "("));
        assertEquals(ExitCode.USAGE, run("--user", "demo:secret", "--only", "none of that name"));
        assertEquals(ExitCode.USAGE, run("--user", "demo:secret", "--cacert", temporary.toString()));
        assertEquals(ExitCode.USAGE, execute("conform", "ftp://localhost", "--user", "demo:secret"));
        assertEquals(ExitCode.USAGE, execute("conform", "--user", "demo:secret"));
    }

    @Test
    void the_json_is_one_object_with_every_check() {
        server.answers(200, "text/html", "<html>Welcome<br></html>");

        run("--user", "demo:secret", "--only", "SOAPAction: served|no credentials", "--output", "json");

        JsonObject report = Json.createReader(new StringReader(out.toString())).readObject();
        assertEquals(server.url(), report.getString("url"));
        assertEquals(1, report.getInt("held"));
        assertEquals(report.getInt("notHeld") + 1, report.getJsonArray("checks").size());
        JsonObject check = report.getJsonArray("checks").getJsonObject(0);
        assertEquals("8", check.getString("section"));
        assertEquals("not held", check.getString("verdict"));
        assertEquals("a SOAP envelope", check.getString("expected"));
        assertEquals("HTTP 200, text/html, <html>Welcome<br></html>", check.getString("seen"));
    }

    private int run(String... flags) {
        return execute(Stream.concat(Stream.of("conform", server.url()), Arrays.stream(flags))
                .toArray(String[]::new));
    }

    private int execute(String... arguments) {
        CommandLine commandLine = EwsPhone.commandLine(new Installation(temporary))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true));
        return EwsPhone.run(commandLine, arguments);
    }
}
