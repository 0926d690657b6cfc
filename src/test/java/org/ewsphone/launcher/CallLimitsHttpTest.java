package org.ewsphone.launcher;

import static org.ewsphone.launcher.ServerOnLoopback.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ewsphone.app.Envelopes;
import org.ewsphone.call.Calls;
import org.ewsphone.call.ManualClock;
import org.ewsphone.clients.Patience;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** How many calls there may be at once and on a day, and how long each may ring and last, over HTTP. */
@Timeout(120)
final class CallLimitsHttpTest {

    private static final String PLAY = Envelopes.named("play/documented").request();
    private static final String LOOK = Envelopes.named("information/connected").request();
    private static final String HANG_UP =
            Envelopes.named("disconnect/documented-with-http-namespaces").request();
    private static final Pattern ID = Pattern.compile("PhoneCallId[^>]* Id=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("(?:ResponseCode>|faultcode[^>]*>[a-z]+:)(\\w+)<");

    private static final String MADRID = "+34915550123";
    private static final String BARCELONA = "+34935550123";
    private static final String SEVILLE = "+34955550123";
    private static final String NOBODY_ANSWERS = "+34965550123";

    @TempDir
    private Path home;

    private final ManualClock clock = new ManualClock(Calls.NOON);

    @BeforeEach
    void write_users_and_the_world() throws IOException {
        String hash = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("secret");
        Files.write(home.resolve("users"), List.of("demo:" + hash, "ben:" + hash));
        Files.writeString(home.resolve("world.json"), """
                {"subscribers": [{"number": "%s", "does": "no-answer"},
                                 {"number": "*", "does": "answers", "after": 0, "listens": 3600}],
                 "messages": [{"mailbox": "*", "id": "AAMkDemo1"}]}
                """.formatted(NOBODY_ANSWERS));
    }

    /** The simulated network answers; that there is another beside it makes every number one that costs something. */
    private ServerOnLoopback server(String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "gateway", "simulated,ari",
                "gateway.ari.user", "ews-phone",
                "gateway.ari.password", "secret",
                "gateway.ari.url", "http://127.0.0.1:9/ari",
                "gateway.ari.endpoint", "PJSIP/{number}",
                "simulator.script", home.resolve("world.json").toString(),
                "dialplan.countries", "ES"));
        all.addAll(List.of(settings));
        return ServerOnLoopback.start(home, clock, all.toArray(String[]::new));
    }

    private static String play(ServerOnLoopback server, String user, String number) throws Exception {
        return post(server, user, PLAY.replace("AkAjzQTbY/i=", "AAMkDemo1").replace("5555551212", number));
    }

    private static String post(ServerOnLoopback server, String user, String envelope) throws Exception {
        return server.post(envelope, "Authorization", basic(user + ":secret")).body();
    }

    private static String code(String answer) {
        Matcher code = CODE.matcher(answer);
        assertTrue(code.find(), answer);
        return code.group(1);
    }

    private static String placed(ServerOnLoopback server, String user, String number) throws Exception {
        String answer = play(server, user, number);
        assertEquals("NoError", code(answer), answer);
        Matcher id = ID.matcher(answer);
        assertTrue(id.find(), answer);
        return id.group(1);
    }

    private static void hangUp(ServerOnLoopback server, String user, String id) throws Exception {
        String envelope = HANG_UP.replaceFirst("PhoneCallId Id=\"[^\"]+\"", "PhoneCallId Id=\"" + id + "\"");
        assertEquals("NoError", code(post(server, user, envelope)));
    }

    /** What is told of a call, once it says this. */
    private static String told(ServerOnLoopback server, String user, String id, String what) throws Exception {
        String envelope = LOOK.replace("OWVl4NWb3N29t", id);
        String answer = post(server, user, envelope);
        for (var patience = new Patience(); !answer.contains(what) && patience.isLeft(); ) {
            answer = post(server, user, envelope);
        }
        assertTrue(answer.contains(what), answer);
        return answer;
    }

    @Test
    void a_mailbox_has_so_many_calls_at_once() throws Exception {
        try (var server = server("calls.per-mailbox", "2")) {
            String first = placed(server, "demo", MADRID);
            placed(server, "demo", BARCELONA);

            String refused = play(server, "demo", SEVILLE);

            assertEquals("ErrorServerBusy", code(refused));
            assertTrue(refused.contains("Name=\"BackOffMilliseconds\">"), refused);
            placed(server, "ben", SEVILLE);
            hangUp(server, "demo", first);
            placed(server, "demo", SEVILLE);
        }
    }

    @Test
    void a_number_is_called_by_so_many_at_once() throws Exception {
        try (var server = server("calls.per-destination", "1")) {
            String first = placed(server, "demo", MADRID);

            assertEquals("ErrorUnifiedMessagingRequestFailed", code(play(server, "ben", MADRID)));
            assertEquals(
                    "ErrorUnifiedMessagingRequestFailed",
                    code(play(server, "ben", "+34 (91) 555-01.23")),
                    "However it is written");
            placed(server, "ben", BARCELONA);
            hangUp(server, "demo", first);
            placed(server, "ben", MADRID);
        }
    }

    @Test
    void a_server_has_so_many_calls_at_once() throws Exception {
        try (var server = server("calls.live", "2")) {
            String first = placed(server, "demo", MADRID);
            placed(server, "ben", BARCELONA);

            String refused = play(server, "ben", SEVILLE);

            assertEquals("ErrorServerBusy", code(refused));
            assertTrue(refused.contains("Name=\"BackOffMilliseconds\">"), refused);
            hangUp(server, "demo", first);
            placed(server, "ben", SEVILLE);
        }
    }

    @Test
    void a_mailbox_places_so_many_calls_on_a_day() throws Exception {
        try (var server = server("dialplan.daily-calls", "2")) {
            hangUp(server, "demo", placed(server, "demo", MADRID));
            hangUp(server, "demo", placed(server, "demo", MADRID));

            assertEquals("ErrorPhoneNumberNotDialable", code(play(server, "demo", MADRID)));
            placed(server, "ben", MADRID);
            clock.advance(Duration.ofHours(12));
            placed(server, "demo", BARCELONA);
        }
    }

    @Test
    void a_mailbox_talks_for_so_many_minutes_on_a_day() throws Exception {
        try (var server = server("dialplan.daily-minutes", "20", "call.talk-time", "15m")) {
            String first = placed(server, "demo", MADRID);
            String second = placed(server, "demo", BARCELONA);
            told(server, "demo", first, ">Connected<");

            assertEquals(
                    "ErrorPhoneNumberNotDialable",
                    code(play(server, "demo", SEVILLE)),
                    "Two calls that are up may last for 30 minutes");

            clock.advance(Duration.ofMinutes(4));
            hangUp(server, "demo", first);
            String third = placed(server, "demo", SEVILLE);
            assertEquals("ErrorPhoneNumberNotDialable", code(play(server, "demo", MADRID)), "4 + 15 + 15");

            told(server, "demo", second, ">Connected<");
            told(server, "demo", third, ">Connected<");
            clock.advance(Duration.ofMinutes(8));
            hangUp(server, "demo", second);
            hangUp(server, "demo", third);
            assertEquals("ErrorPhoneNumberNotDialable", code(play(server, "demo", MADRID)), "4 + 12 + 8");
            clock.advance(Duration.ofHours(12));
            placed(server, "demo", MADRID);
        }
    }

    @Test
    void a_telephone_rings_for_so_long_at_most() throws Exception {
        try (var server = server("call.ring-time", "1s")) {
            String id = placed(server, "demo", NOBODY_ANSWERS);

            String over = told(server, "demo", id, ">Disconnected<");

            assertTrue(over.contains("ConnectionFailureCause>NoAnswer<"), over);
        }
    }

    @Test
    void a_call_lasts_for_so_long_at_most() throws Exception {
        try (var server = server("call.talk-time", "1s")) {
            String id = placed(server, "demo", MADRID);

            String over = told(server, "demo", id, ">Disconnected<");

            assertTrue(over.contains("ConnectionFailureCause>None<"), over);
        }
    }
}
