package org.ewsphone.launcher;

import static org.ewsphone.launcher.ServerOnLoopback.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.ewsphone.app.Envelopes;
import org.ewsphone.call.Calls;
import org.ewsphone.call.ManualClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/** Who may see and end whose call, by name and password over HTTP. */
final class WhoMayCallTest {

    private static final String BENS_CALL =
            Envelopes.named("information/call-of-another-mailbox").request();
    private static final String PLAY = Envelopes.named("play/documented").request();
    private static final String AUTHORIZATION = "Authorization";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path home;

    private final ManualClock clock = new ManualClock(Calls.NOON);

    @BeforeAll
    static void write_users() throws IOException {
        String bcrypt = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("secret");
        String pbkdf2 = "{pbkdf2@SpringSecurity_v5_8}"
                + Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode("secret");
        Files.write(
                home.resolve("users"),
                List.of(
                        "demo:" + bcrypt,
                        "ben:" + pbkdf2,
                        "carl:!" + bcrypt,
                        "olga:" + bcrypt + "::operator",
                        "vera:" + bcrypt + "::voice",
                        "svc-voice:" + bcrypt));
    }

    private ServerOnLoopback server(String... settings) throws IOException {
        return ServerOnLoopback.start(home, clock, settings);
    }

    private static String script() {
        try {
            return Path.of(Objects.requireNonNull(Envelopes.class.getResource("/envelopes/calls.json"))
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String impersonating(String element, String mailbox, String envelope) {
        String header = "<t:ExchangeImpersonation><t:ConnectingSID><t:" + element + ">" + mailbox + "</t:" + element
                + "></t:ConnectingSID></t:ExchangeImpersonation>";
        return envelope.replace("</soap:Header>", header + "</soap:Header>");
    }

    private static void assertAnswer(String code, HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode());
        assertTrue(
                answer.body().contains("<m:ResponseCode>" + code + "<")
                        || answer.body().contains("<ResponseCode>" + code + "<"),
                answer.body());
    }

    private static void assertFault(String code, HttpResponse<String> answer) {
        assertEquals(500, answer.statusCode());
        assertTrue(answer.body().contains("a:" + code + "</faultcode>"), answer.body());
        assertTrue(answer.body().contains("ServerVersionInfo"), answer.body());
    }

    @ParameterizedTest
    @CsvSource({
        "ben, NoError",
        "olga, NoError",
        "demo, ErrorInvalidPhoneCallId",
        "vera, ErrorInvalidPhoneCallId",
        "svc-voice, NoError"
    })
    void a_call_is_seen_by_its_owner_its_impersonators_and_operators(String user, String code) throws Exception {
        try (var server = server("simulator.script", script(), "impersonation.grants", "svc-voice=ben")) {
            assertAnswer(code, server.post(BENS_CALL, AUTHORIZATION, basic(user + ":secret")));
        }
    }

    @Test
    void a_call_is_ended_by_an_operator() throws Exception {
        try (var server = server("simulator.script", script())) {
            String end = Envelopes.named("disconnect/call-of-another-mailbox").request();

            assertAnswer("ErrorInvalidPhoneCallId", server.post(end, AUTHORIZATION, basic("demo:secret")));
            assertAnswer("NoError", server.post(end, AUTHORIZATION, basic("olga:secret")));
        }
    }

    @Test
    void a_call_is_ended_by_whoever_may_act_for_its_mailbox() throws Exception {
        try (var server = server("simulator.script", script(), "impersonation.grants", "svc-voice=ben")) {
            String end = Envelopes.named("disconnect/call-of-another-mailbox").request();
            String endAsBen = impersonating("SmtpAddress", "ben", end);

            assertFault("ErrorImpersonateUserDenied", server.post(endAsBen, AUTHORIZATION, basic("demo:secret")));
            assertAnswer("NoError", server.post(BENS_CALL, AUTHORIZATION, basic("ben:secret")));
            assertAnswer("NoError", server.post(endAsBen, AUTHORIZATION, basic("svc-voice:secret")));
            HttpResponse<String> over = server.post(BENS_CALL, AUTHORIZATION, basic("ben:secret"));
            assertTrue(over.body().contains(">Disconnected<"), over.body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"information", "disconnect"})
    void the_call_of_somebody_else_is_answered_as_one_that_never_was(String operation) throws Exception {
        try (var server = server("simulator.script", script())) {
            String bens =
                    Envelopes.named(operation + "/call-of-another-mailbox").request();

            HttpResponse<String> answer = server.post(bens, AUTHORIZATION, basic("demo:secret"));

            assertAnswer("ErrorInvalidPhoneCallId", answer);
            assertEquals(
                    server.post(bens.replace("bens-call", "never-was"), AUTHORIZATION, basic("demo:secret"))
                            .body(),
                    answer.body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PrincipalName", "PrimarySmtpAddress", "SmtpAddress"})
    void whoever_is_granted_a_mailbox_acts_for_it(String element) throws Exception {
        try (var server = server("simulator.script", script(), "impersonation.grants", "demo=Ben")) {
            String asBen = impersonating(element, " BEN ", BENS_CALL);

            assertAnswer("NoError", server.post(asBen, AUTHORIZATION, basic("demo:secret")));
            assertFault("ErrorImpersonateUserDenied", server.post(asBen, AUTHORIZATION, basic("svc-voice:secret")));
        }
    }

    @Test
    void an_operator_who_acts_for_somebody_sees_what_that_one_sees() throws Exception {
        try (var server = server("simulator.script", script(), "impersonation.grants", "olga=demo")) {
            String asDemo = impersonating("SmtpAddress", "demo", BENS_CALL);

            assertAnswer("ErrorInvalidPhoneCallId", server.post(asDemo, AUTHORIZATION, basic("olga:secret")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SmtpAddress, ana@example.org, ErrorItemNotFound",
        "SmtpAddress, ANA@EXAMPLE.ORG, ErrorItemNotFound",
        "SmtpAddress, nobody@example.org, ErrorNonExistentMailbox",
        "SmtpAddress, ana@sub.example.org, ErrorImpersonateUserDenied",
        "SmtpAddress, nobody@example.com, ErrorImpersonateUserDenied",
        "SmtpAddress, olga, ErrorImpersonateUserDenied",
        "SmtpAddress, '', ErrorInvalidExchangeImpersonationHeaderData",
        "SmtpAddress, a@b@example.org, ErrorInvalidExchangeImpersonationHeaderData",
        "SmtpAddress, @example.org, ErrorInvalidExchangeImpersonationHeaderData",
        "SmtpAddress, 'ana @example.org', ErrorInvalidExchangeImpersonationHeaderData",
        "SmtpAddress, an\u0430@example.org, ErrorInvalidExchangeImpersonationHeaderData",
        "PrincipalName, '*@example.org', ErrorInvalidExchangeImpersonationHeaderData",
        "SID, S-1-5-21-1-2-3-500, ErrorInvalidExchangeImpersonationHeaderData"
    })
    void a_domain_is_granted_as_far_as_its_mailboxes_exist(String element, String mailbox, String code)
            throws Exception {
        try (var server = server(
                "impersonation.grants",
                "svc-voice=*@example.org",
                "impersonation.mailboxes",
                "(ana|ben)@example.org|olga")) {
            HttpResponse<String> answer = server.post(
                    impersonating(element, mailbox, PLAY.replace("AkAjzQTbY/i=", "AAMkNone")),
                    AUTHORIZATION,
                    basic("svc-voice:secret"));

            if (code.equals("ErrorItemNotFound")) {
                assertAnswer(code, answer);
            } else {
                assertFault(code, answer);
            }
        }
    }

    @Test
    void a_disabled_account_is_told_so_and_only_to_who_has_its_password() throws Exception {
        try (var server = server()) {
            assertFault("ErrorAccountDisabled", server.post(PLAY, AUTHORIZATION, basic("carl:secret")));
            assertEquals(
                    401, server.post(PLAY, AUTHORIZATION, basic("carl:wrong")).statusCode());
        }
    }

    @Test
    void credentials_that_come_twice_are_none() throws Exception {
        try (var server = server()) {
            String demo = basic("demo:secret");

            assertEquals(
                    401,
                    server.post(PLAY, AUTHORIZATION, demo, AUTHORIZATION, demo).statusCode());
        }
    }

    @Test
    void a_role_may_be_required() throws Exception {
        try (var server = server("auth.required-role", "voice")) {
            assertFault("ErrorAccessDenied", server.post(PLAY, AUTHORIZATION, basic("demo:secret")));
            assertFault(
                    "ErrorAccessDenied",
                    server.post(impersonating("SmtpAddress", "demo", PLAY), AUTHORIZATION, basic("demo:secret")));
            assertEquals(
                    200, server.post(PLAY, AUTHORIZATION, basic("vera:secret")).statusCode());
            assertEquals(
                    200, server.post(PLAY, AUTHORIZATION, basic("olga:secret")).statusCode());
        }
    }

    @Test
    void guessing_is_delayed_and_then_locked_out_and_who_is_known_here_goes_on() throws Exception {
        try (var server = server("auth.lockout.attempts", "4", "auth.lockout.address-attempts", "6")) {
            assertEquals(
                    200, server.post(PLAY, AUTHORIZATION, basic("demo:secret")).statusCode());
            for (int i = 0; i < 4; i++) {
                assertEquals(
                        401,
                        server.post(PLAY, AUTHORIZATION, basic("vera:wrong" + i))
                                .statusCode());
                clock.advance(Duration.ofMinutes(8));
            }
            assertEquals(
                    401, server.post(PLAY, AUTHORIZATION, basic("vera:secret")).statusCode(), "vera is locked out");
            assertEquals(
                    200, server.post(PLAY, AUTHORIZATION, basic("demo:secret")).statusCode());
            clock.advance(Duration.ofMinutes(8));
            assertEquals(
                    200, server.post(PLAY, AUTHORIZATION, basic("vera:secret")).statusCode());
        }
    }

    @Test
    void a_password_that_is_remembered_at_one_address_is_no_way_past_the_lock_out_at_another() throws Exception {
        try (var server = server(
                "http.trusted-proxies", "127.0.0.1", "auth.lockout.attempts", "3", "auth.lockout.delay", "15m")) {
            String home = "192.0.2.1";
            String elsewhere = "198.51.100.1";
            assertEquals(200, from(home, "vera:secret", server));
            for (int i = 0; i < 3; i++) {
                assertEquals(401, from(elsewhere, "vera:wrong" + i, server));
            }

            assertEquals(401, from(elsewhere, "vera:secret", server), "locked out");
            assertEquals(200, from(home, "vera:secret", server), "remembered");
            clock.advance(Duration.ofMinutes(5));
            assertEquals(200, from(home, "vera:secret", server), "known here");
        }
    }

    private static int from(String address, String user, ServerOnLoopback server) throws Exception {
        return server.post(PLAY, AUTHORIZATION, basic(user), "X-Forwarded-For", address)
                .statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic ZGVtbzp3cm9uZw==", "Basic ====", "NTLM TlRMTVNTUAAB", "Bearer a.b.c", "Bearer"})
    void whatever_is_wrong_the_answer_is_the_same(String authorization) throws Exception {
        try (var server = server(
                "auth", "basic,bearer",
                "auth.bearer.issuer", "https://login.example.org",
                "auth.bearer.audience", "ews-phone",
                "auth.bearer.jwks", "http://127.0.0.1:9/jwks")) {
            HttpResponse<String> answer =
                    authorization.isEmpty() ? server.post(PLAY) : server.post(PLAY, AUTHORIZATION, authorization);

            assertEquals(401, answer.statusCode());
            assertEquals("", answer.body());
            assertEquals(
                    List.of("Basic realm=\"ews-phone\"", "Bearer realm=\"ews-phone\""),
                    answer.headers().allValues("WWW-Authenticate"));
            assertEquals("0", answer.headers().firstValue("Content-Length").orElse(""));
            assertFalse(answer.headers().firstValue("Connection").isPresent());
        }
    }

    @Test
    void the_header_of_a_listed_proxy_is_believed_when_it_is_there_once() throws Exception {
        try (var server = server(
                "auth", "proxy",
                "auth.proxy.header", "X-Remote-User",
                "auth.proxy.addresses", "192.0.2.7, 127.0.0.0/8",
                "simulator.script", script())) {
            assertAnswer("NoError", server.post(BENS_CALL, "X-Remote-User", "ben"));
            assertAnswer("ErrorInvalidPhoneCallId", server.post(BENS_CALL, "X-Remote-User", "demo"));
            assertEquals(401, server.post(BENS_CALL).statusCode());
            assertEquals(
                    401,
                    server.post(BENS_CALL, "X-Remote-User", "ben", "x-remote-user", "ben")
                            .statusCode());
            assertEquals(
                    401, server.post(BENS_CALL, "X-Remote-User", "demo, ben").statusCode());
        }
    }

    @Test
    void the_header_of_anybody_else_counts_for_nothing() throws Exception {
        try (var server = server(
                "auth", "basic,proxy",
                "auth.proxy.header", "X-Remote-User",
                "auth.proxy.addresses", "192.0.2.7",
                "simulator.script", script())) {
            assertEquals(401, server.post(BENS_CALL, "X-Remote-User", "ben").statusCode());
            assertAnswer(
                    "ErrorInvalidPhoneCallId",
                    server.post(BENS_CALL, "X-Remote-User", "ben", AUTHORIZATION, basic("demo:secret")));
        }
    }
}
