package org.ewsphone.launcher;

import static org.ewsphone.launcher.ServerOnLoopback.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ewsphone.app.Envelopes;
import org.ewsphone.call.Calls;
import org.ewsphone.call.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Passwords that are guessed, and users who come and go, over HTTP. */
final class GuessingHttpTest {

    private static final String PLAY = Envelopes.named("play/documented").request();
    private static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("secret");

    /** Seconds for which nothing more is looked at, after so many failures in a row. */
    private static final List<Integer> DELAYS = List.of(0, 0, 0, 0, 15, 29, 57, 113, 225, 450, 900);

    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.1";

    @TempDir
    private Path home;

    private final ManualClock clock = new ManualClock(Calls.NOON);

    @BeforeEach
    void write_users() throws IOException {
        users("demo:" + HASH, "vera:" + HASH);
    }

    private void users(String... lines) throws IOException {
        Files.write(home.resolve("users"), List.of(lines));
    }

    private ServerOnLoopback server(String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of("http.trusted-proxies", "127.0.0.1", "auth.remembered", "1s"));
        all.addAll(List.of(settings));
        return ServerOnLoopback.start(home, clock, all.toArray(String[]::new));
    }

    private static HttpResponse<String> answer(ServerOnLoopback server, String user, String address) throws Exception {
        return server.post(PLAY, "Authorization", basic(user), "X-Forwarded-For", address);
    }

    private static int status(ServerOnLoopback server, String user, String address) throws Exception {
        return answer(server, user, address).statusCode();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 9, 10})
    void the_delay_grows_with_each_failure_until_the_lock_out(int failures) throws Exception {
        try (var server = server()) {
            for (int i = 1; i <= failures; i++) {
                clock.advance(Duration.ofSeconds(DELAYS.get(i - 1)));
                assertEquals(401, status(server, "demo:wrong" + i, HERE));
            }

            if (DELAYS.get(failures) > 0) {
                assertEquals(401, status(server, "demo:secret", HERE), "at once");
                clock.advance(Duration.ofSeconds(DELAYS.get(failures) - 1));
                assertEquals(401, status(server, "demo:secret", HERE), "a second too early");
                clock.advance(Duration.ofSeconds(1));
            }
            assertEquals(200, status(server, "demo:secret", HERE), "in time");
        }
    }

    @Test
    void a_user_is_locked_out_wherever_they_were_not_known() throws Exception {
        try (var server = server("auth.lockout.attempts", "3", "auth.lockout.delay", "15m")) {
            for (int i = 0; i < 3; i++) {
                assertEquals(401, status(server, "demo:wrong" + i, HERE));
            }

            assertEquals(401, status(server, "demo:secret", ELSEWHERE));
            assertEquals(200, status(server, "vera:secret", HERE));
            clock.advance(Duration.ofMinutes(15));
            assertEquals(200, status(server, "demo:secret", ELSEWHERE));
        }
    }

    @Test
    void an_address_is_locked_out_whichever_names_it_tries() throws Exception {
        try (var server = server("auth.lockout.address-attempts", "5", "auth.lockout.delay", "15m")) {
            for (int i = 0; i < 5; i++) {
                assertEquals(401, status(server, "somebody" + i + ":guess", HERE));
            }

            assertEquals(401, status(server, "demo:secret", HERE));
            assertEquals(200, status(server, "demo:secret", ELSEWHERE));
            clock.advance(Duration.ofMinutes(15));
            assertEquals(200, status(server, "demo:secret", HERE));
        }
    }

    /** Nobody can tell from it whether there is such a user, or whether a guess was looked at. */
    @Test
    void whoever_is_refused_is_told_the_same() throws Exception {
        try (var server = server("auth.lockout.attempts", "3", "auth.lockout.delay", "15m")) {
            Map<String, List<String>> wrongPassword = told(answer(server, "demo:wrong", HERE));

            assertEquals(wrongPassword, told(answer(server, "nobody:secret", HERE)), "unknown user");
            assertEquals(wrongPassword, told(answer(server, "demo:", HERE)), "no password");
            assertEquals(wrongPassword, told(answer(server, "demo:wrong again", HERE)), "the last that counts");
            assertEquals(wrongPassword, told(answer(server, "demo:secret", HERE)), "locked out, and right");
            assertEquals(wrongPassword, told(answer(server, "demo:wrong", HERE)), "locked out, and wrong");
            assertEquals(
                    wrongPassword,
                    told(server.post(PLAY, "Authorization", "Digest username=\"demo\"", "X-Forwarded-For", HERE)),
                    "wrong scheme");
            assertTrue(wrongPassword.containsKey("www-authenticate"), wrongPassword.toString());
        }
    }

    private static Map<String, List<String>> told(HttpResponse<String> answer) {
        Map<String, List<String>> told = new TreeMap<>(answer.headers().map());
        told.keySet().removeAll(List.of("date", "request-id"));
        told.put("status and body", List.of(answer.statusCode() + answer.body()));
        return told;
    }

    @Test
    void users_come_and_go_with_their_file() throws Exception {
        try (var server = server()) {
            assertEquals(401, status(server, "nora:secret", HERE));

            users("vera:" + HASH, "nora:" + HASH);
            clock.advance(Duration.ofSeconds(2));
            assertEquals(200, status(server, "nora:secret", HERE), "came");
            assertEquals(401, status(server, "demo:secret", HERE), "went");

            users("vera:" + HASH, "nora:!" + HASH);
            clock.advance(Duration.ofSeconds(2));
            HttpResponse<String> disabled = answer(server, "nora:secret", HERE);
            assertTrue(disabled.body().contains("ErrorAccountDisabled"), disabled.body());
        }
    }

    @Test
    void a_users_file_that_cannot_be_read_leaves_the_users_as_they_were() throws Exception {
        try (var server = server()) {
            users("demo:not a hash");
            clock.advance(Duration.ofSeconds(2));

            assertEquals(200, status(server, "demo:secret", HERE));
            assertEquals(200, status(server, "vera:secret", HERE));
        }
    }
}
