package org.ewsphone.launcher;

import static org.ewsphone.launcher.ServerOnLoopback.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ewsphone.app.Envelopes;
import org.ewsphone.clients.Patience;
import org.ewsphone.gateway.ari.ScriptedAsterisk;
import org.ewsphone.sound.Waves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Envelopes on one side, and on the other what an Asterisk told. */
final class AriHttpTest {

    private static final Pattern CALL_ID = Pattern.compile("PhoneCallId Id=\"([^\"]+)\"");

    @TempDir
    private Path home;

    private final ScriptedAsterisk asterisk = new ScriptedAsterisk();
    private Path message = Path.of("");

    AriHttpTest() throws IOException {}

    @BeforeEach
    void leaveAMessage() throws IOException {
        Path mailbox = Files.createDirectories(home.toRealPath().resolve("voicemail/ana@example.org"));
        message = Waves.write(mailbox.resolve("AAMk1.wav"), Waves.tone(440, 8000, 8000), 8000);
    }

    @AfterEach
    void closeAsterisk() throws IOException {
        asterisk.close();
    }

    @Test
    void a_call_is_answered_heard_and_hung_up() throws Exception {
        try (var server = server()) {
            String id = play(server, "200");

            awaitInformation(server, id, "<PhoneCallState>Connected<");
            String sound = message.toString().replaceFirst("\\.wav$", "");
            awaitRequest("media=sound%3A" + sound.replace("/", "%2F").replace("@", "%40"));
            assertAnswers("NoError", disconnect(server, id));
            assertAnswers("NoError", disconnect(server, id));

            awaitInformation(server, id, "<ConnectionFailureCause>None<");
            assertEquals(0, asterisk.channels().size());
            assertEquals(1, asterisk.placed());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "201, UserBusy, 486",
        "203, Unavailable, 480",
        "204, Other, 403",
        "205, Unavailable, 503",
        "206, NoAnswer, 480",
        "299, Unavailable, 404"
    })
    void a_call_that_fails_is_told_with_its_cause(String number, String cause, int status) throws Exception {
        try (var server = server()) {
            String id = play(server, number);

            String told = awaitInformation(server, id, "<PhoneCallState>Disconnected<");

            assertTrue(told.contains("<ConnectionFailureCause>" + cause + "<"), told);
            assertTrue(told.contains("<SIPResponseCode>" + status + "<"), told);
        }
    }

    @Test
    void without_asterisk_the_server_starts_and_says_so_to_callers() throws Exception {
        asterisk.close();
        try (var server = server()) {
            assertAnswers("ErrorUnifiedMessagingServerNotFound", post(server, playRequest("AAMk1", "200")));
        }
    }

    @Test
    void a_message_that_is_not_there_is_not_found() throws Exception {
        try (var server = server()) {
            assertAnswers("ErrorItemNotFound", post(server, playRequest("AAMk2", "200")));
        }
    }

    private ServerOnLoopback server() throws IOException {
        return ServerOnLoopback.start(
                home,
                Clock.systemUTC(),
                "user",
                "ana@example.org:secret",
                "gateway",
                "ari",
                "gateway.ari.url",
                asterisk.url("http").toString(),
                "gateway.ari.user",
                ScriptedAsterisk.USER,
                "gateway.ari.password",
                ScriptedAsterisk.PASSWORD,
                "gateway.ari.endpoint",
                "PJSIP/{number}@trunk",
                "voicemail",
                "directory",
                "voicemail.directory.root",
                home.resolve("voicemail").toString(),
                "dialplan.extensions",
                "2[0-9]{2}");
    }

    private static String play(ServerOnLoopback server, String number) throws Exception {
        String answer = assertAnswers("NoError", post(server, playRequest("AAMk1", number)));
        Matcher id = CALL_ID.matcher(answer);
        assertTrue(id.find(), answer);
        return id.group(1);
    }

    private static String playRequest(String item, String number) {
        return Envelopes.named("play/documented")
                .request()
                .replace("AkAjzQTbY/i=", item)
                .replace("5555551212", number);
    }

    private static HttpResponse<String> disconnect(ServerOnLoopback server, String id) throws Exception {
        return post(server, Envelopes.named("disconnect/documented").request().replace("OWVl4NWb3N29t", id));
    }

    private static String awaitInformation(ServerOnLoopback server, String id, String wanted) throws Exception {
        String request =
                Envelopes.named("information/connected").request().replaceFirst("Id=\"[^\"]*\"", "Id=\"" + id + "\"");
        var patience = new Patience();
        String told = post(server, request).body();
        while (!plain(told).contains(wanted) && patience.isLeft()) {
            told = post(server, request).body();
        }
        assertTrue(plain(told).contains(wanted), told);
        return plain(told);
    }

    private void awaitRequest(String part) {
        var patience = new Patience();
        while (asterisk.requests().stream().noneMatch(request -> request.contains(part))) {
            assertTrue(patience.isLeft(), () -> "Asterisk was not asked for " + part + " but: " + asterisk.requests());
        }
    }

    private static String assertAnswers(String code, HttpResponse<String> answer) {
        assertTrue(plain(answer.body()).contains("<ResponseCode>" + code + "<"), answer.body());
        return answer.body();
    }

    /** Without the prefixes of namespaces. */
    private static String plain(String envelope) {
        return envelope.replaceAll("<[A-Za-z]+:", "<");
    }

    private static HttpResponse<String> post(ServerOnLoopback server, String envelope) throws Exception {
        return server.post(envelope, "Authorization", basic("ana@example.org:secret"));
    }
}
