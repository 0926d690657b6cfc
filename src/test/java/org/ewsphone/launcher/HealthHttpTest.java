package org.ewsphone.launcher;

import static org.ewsphone.launcher.ServerOnLoopback.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.ewsphone.call.Calls;
import org.ewsphone.call.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told how much of the server's health. */
final class HealthHttpTest {

    private static final String UP = "{\"status\":\"UP\",\"checks\":[]}";
    private static final String[] OLGA = {"Authorization", basic("olga:secret")};

    @TempDir
    private Path home;

    @BeforeEach
    void write_users() throws IOException {
        ServerOnLoopback.writeUsers(home);
    }

    @Test
    void everybody_is_told_that_it_is_well_and_operators_why() throws Exception {
        try (var server = server(Clock.systemUTC())) {
            assertEquals(UP, server.get("health/ready").body());
            assertEquals(UP, server.get("health/live").body());
            assertEquals(
                    UP,
                    server.get("health/ready", "Authorization", basic("demo:secret"))
                            .body());

            HttpResponse<String> ready = server.get("health/ready", OLGA);

            assertEquals(
                    List.of("serving UP", "registry UP", "gateway UP", "certificate UP"),
                    json(ready).getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                            .map(check -> check.getString("name") + " " + check.getString("status"))
                            .toList());
        }
    }

    @Test
    void credentials_that_are_wrong_are_refused_as_everywhere() throws Exception {
        try (var server = server(Clock.systemUTC())) {
            assertEquals(
                    401,
                    server.get("health/ready", "Authorization", basic("olga:wrong"))
                            .statusCode());
        }
    }

    @Test
    void an_old_certificate_is_told_and_takes_no_server_out() throws Exception {
        var clock = new ManualClock(Calls.NOON);
        try (var server = server(clock)) {
            clock.advance(Duration.ofDays(40_000));

            HttpResponse<String> ready = server.get("health/ready", OLGA);

            assertEquals(200, ready.statusCode());
            JsonObject data = json(ready)
                    .getJsonArray("checks")
                    .getValuesAs(JsonObject.class)
                    .get(3)
                    .getJsonObject("data");
            assertTrue(data.getString("warning").startsWith("it has expired"), data.toString());
        }
    }

    private static JsonObject json(HttpResponse<String> answer) {
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    private ServerOnLoopback server(Clock clock) throws IOException {
        return ServerOnLoopback.start(home, clock);
    }
}
