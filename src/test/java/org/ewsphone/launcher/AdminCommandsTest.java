package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.ewsphone.conform.StubServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands for operators of an ews-phone. */
@Timeout(120)
final class AdminCommandsTest {

    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @SuppressWarnings("NullAway.Init")
    private ServerOnLoopback server;

    @BeforeEach
    void start() throws IOException {
        ServerOnLoopback.writeUsers(home);
        server = ServerOnLoopback.start(home, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_operator_sees_the_calls() {
        assertEquals(ExitCode.OK, run("olga", "calls", "--live"), err.toString());

        assertTrue(out.toString().startsWith("id "), out.toString());
        assertTrue(out.toString().contains("OWVl4NWb3N29t"), out.toString());
    }

    @Test
    void an_operator_sees_what_a_client_sent() {
        run("demo", "info", "nobodys");

        assertEquals(ExitCode.OK, run("olga", "journal", "--code", "ErrorInvalidPhoneCallId"), err.toString());
        assertTrue(out.toString().contains("GetPhoneCallInformation"), out.toString());

        assertEquals(ExitCode.OK, run("olga", "journal", "--output", "json"));
        int number = Json.createReader(new StringReader(out.toString()))
                .readArray()
                .getJsonObject(0)
                .getInt("number");
        assertEquals(ExitCode.OK, run("olga", "journal", "--entry", Integer.toString(number)), err.toString());
        assertTrue(out.toString().contains("<m:PhoneCallId Id=\"nobodys\"/>"), out.toString());
    }

    @Test
    void an_operator_says_what_happens_in_the_town() {
        assertEquals(ExitCode.OK, run("olga", "simulate", "next", "5550100", "busy"), err.toString());

        assertEquals(
                ExitCode.REFUSED,
                run("demo", "play", "--item", "AAMkDemo1", "--number", "5550100", "--wait=over", "--every", "1"));
        assertTrue(err.toString().contains("UserBusy"), err.toString());
        assertEquals(ExitCode.OK, run("olga", "simulate"));
        assertTrue(out.toString().contains("5550100"), out.toString());
        assertEquals(ExitCode.OK, run("olga", "simulate", "call", "demo", "+34912345678"), err.toString());
        assertTrue(out.toString().startsWith("PhoneCallId  "), out.toString());
        String id = out.toString().replaceFirst("PhoneCallId\\s+", "").strip();
        assertEquals(ExitCode.OK, run("olga", "simulate", "event", id, "answers"), err.toString());
        assertEquals(ExitCode.OK, run("olga", "simulate", "reset"), err.toString());
    }

    @Test
    void what_the_town_does_not_know_is_refused_with_the_reason() {
        assertEquals(ExitCode.REFUSED, run("olga", "simulate", "next", "5550100", "dances"));
        assertTrue(err.toString().strip().length() > 10, err.toString());
        assertEquals(ExitCode.USAGE, run("olga", "simulate", "dance"));
    }

    @Test
    void whoever_is_no_operator_ends_with_4() {
        assertEquals(ExitCode.IDENTITY, run("demo", "calls"));
    }

    @Test
    void another_server_has_no_such_thing() {
        try (var stub = StubServer.start()) {
            stub.answers(404, "text/html", "<html></html>");

            assertEquals(ExitCode.UNREACHABLE, execute("calls", stub.url(), "--user", "demo:secret"), err.toString());

            assertTrue(err.toString().contains("only ews-phone has"), err.toString());
        }
    }

    @Test
    void json_is_an_array_of_objects() {
        assertEquals(ExitCode.OK, run("olga", "calls", "--output", "json"));

        List<JsonObject> calls =
                Json.createReader(new StringReader(out.toString())).readArray().getValuesAs(JsonObject.class);
        assertTrue(calls.stream().anyMatch(call -> call.getString("id").equals("OWVl4NWb3N29t")), out.toString());
    }

    private int run(String user, String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, server.url().toString(), "--user", user + ":secret"));
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
