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
import java.time.Duration;
import java.util.List;
import org.ewsphone.app.Envelopes;
import org.ewsphone.call.Calls;
import org.ewsphone.call.ManualClock;
import org.ewsphone.ops.metrics.Scrape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told how much of the server's health. */
final class HealthHttpTest {

    private static final String UP = "{\"status\":\"UP\",\"checks\":[]}";
    private static final String GATEWAY_DOWN = "5550109";
    private static final String PLAY = Envelopes.named("play/documented").request();
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

    /** As a browser comes, which sends credentials when it is asked for them. */
    @Test
    void whoever_wants_the_checks_is_asked_who_it_is() throws Exception {
        try (var server = server(Clock.systemUTC())) {
            HttpResponse<String> asked = server.get("health/ready?checks");

            assertEquals(401, asked.statusCode());
            assertTrue(asked.headers().firstValue("WWW-Authenticate").isPresent());
            assertEquals(
                    "UP",
                    check("registry", server.get("health/ready?checks", OLGA)).getString("status"));
            assertEquals(
                    UP,
                    server.get("health/ready?checks", "Authorization", basic("demo:secret"))
                            .body());
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

    @Test
    void of_several_gateways_each_is_told_and_one_that_takes_calls_is_enough() throws Exception {
        String[] settings = {
            "gateway", "simulated,sip",
            "gateway.sip.proxy", "sip:127.0.0.1:9;transport=udp",
            "gateway.sip.from", "sip:ews-phone@127.0.0.1",
            "gateway.sip.options", "false",
            "dialplan.extensions", "555[0-9]{4}",
            "gateway.breaker.failures", "1",
            "gateway.breaker.pause", "1h"
        };
        try (var server = ServerOnLoopback.start(home, new ManualClock(Calls.NOON), settings)) {
            String number = PLAY.replace("5555551212", GATEWAY_DOWN);
            assertTrue(server.post(number, "Authorization", basic("demo:secret"))
                    .body()
                    .contains("NoError"));

            HttpResponse<String> ready = server.get("health/ready", OLGA);

            assertEquals(200, ready.statusCode());
            JsonObject gateway = check("gateway", ready);
            assertEquals("UP", gateway.getString("status"));
            JsonObject each = gateway.getJsonObject("data");
            assertEquals("enabled", each.getString("simulated"));
            assertEquals("It could not be reached lately", each.getString("simulated.trouble"));
            assertTrue(
                    each.getString("simulated.left-alone-until").matches("2[0-9]{3}-.+T1[23]:[0-9:]+Z"),
                    each.toString());
            assertEquals("enabled", each.getString("sip"));
            assertFalse(each.containsKey("sip.trouble"));
            Scrape metrics = Scrape.of(server.get("metrics", OLGA).body());
            assertEquals(0, metrics.value("ews_phone_gateway_ready{gateway=\"simulated\"}"));
            assertEquals(1, metrics.value("ews_phone_gateway_ready{gateway=\"sip\"}"));
            assertEquals(UP, server.get("health/ready").body(), "Nobody else is told");
        }
    }

    @Test
    void without_a_gateway_that_takes_new_calls_the_server_is_not_ready() throws Exception {
        try (var server = ServerOnLoopback.start(home, Clock.systemUTC(), "gateway.draining", "simulated")) {
            HttpResponse<String> ready = server.get("health/ready", OLGA);

            assertEquals(503, ready.statusCode());
            JsonObject data = check("gateway", ready).getJsonObject("data");
            assertEquals("No gateway takes new calls", data.getString("reason"));
            assertEquals("draining", data.getString("simulated"));
        }
    }

    private static JsonObject check(String name, HttpResponse<String> ready) {
        return json(ready).getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
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
