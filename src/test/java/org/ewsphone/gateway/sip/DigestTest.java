package org.ewsphone.gateway.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.Stream;
import org.ewsphone.call.ConnectionFailureCause;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.SipStatus;
import org.ewsphone.gateway.sip.message.Challenge;
import org.ewsphone.gateway.sip.message.SipRequest;
import org.ewsphone.gateway.sip.message.SipResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DigestTest {

    private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    private static final String EXAMPLE = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", nonce=\""
            + NONCE + "\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

    private ScriptedUas uas;
    private SipGateway gateway;

    @BeforeEach
    void open() {
        uas = new ScriptedUas();
        gateway = TestTrunk.udp(uas.port()).as("gw", "secret").open();
    }

    @AfterEach
    void close() {
        gateway.close();
        uas.close();
    }

    /** The example of RFC 7616, 3.9.1. */
    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    void the_example_of_the_standard_is_answered_as_it_says(String algorithm, String response) {
        Challenge challenge = Challenge.parse(EXAMPLE + ", algorithm=" + algorithm);

        String answer = new Credentials("Mufasa", "Circle of Life")
                .answer(challenge, "GET", "/dir/index.html", 1, "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

        assertTrue(answer.contains("response=\"" + response + "\""), answer);
    }

    @ParameterizedTest
    @CsvSource({"401, WWW-Authenticate, Authorization", "407, Proxy-Authenticate, Proxy-Authorization"})
    void who_is_asked_who_they_are_says_so(int status, String asks, String says) {
        uas.when("INVITE", invite -> {
            if (invite.headers().first(says).isPresent()) {
                uas.answer(invite, 200, 9);
            } else {
                challenge(invite, status, asks, "Digest realm=\"test\", nonce=\"1\", qop=\"auth\", algorithm=SHA-256");
            }
        });

        ObservedCall call = ObservedCall.place(gateway, "1");
        call.until(PhoneCallState.CONNECTED);

        SipRequest first = uas.await("INVITE", 1);
        SipRequest second = uas.await("INVITE", 2);
        assertEquals(first.callId(), second.callId());
        assertEquals(first.from(), second.from());
        assertEquals(first.cseq().number() + 1, second.cseq().number());
        // That of the refusal, then that of the success with what its INVITE had
        assertEquals(second.headers().first(says), uas.await("ACK", 2).headers().first(says));
    }

    @Test
    void the_first_algorithm_that_we_know_is_taken() {
        uas.when("INVITE", invite -> {
            if (invite.headers().first("Authorization").isEmpty()) {
                challenge(
                        invite,
                        401,
                        "WWW-Authenticate",
                        "Digest realm=\"test\", nonce=\"1\", algorithm=WHIRLPOOL",
                        "Digest realm=\"test\", nonce=\"2\", algorithm=SHA-256, qop=\"auth\"",
                        "Digest realm=\"test\", nonce=\"3\", algorithm=MD5, qop=\"auth\"");
            } else {
                uas.respond(invite, 486);
            }
        });

        ObservedCall.place(gateway, "1").untilOver();

        String said = uas.await("INVITE", 2).headers().first("Authorization").orElseThrow();
        assertTrue(said.contains("nonce=\"2\"") && said.contains("algorithm=SHA-256"), said);
        assertFalse(said.contains("secret"), said);
    }

    @Test
    void who_is_not_believed_is_refused() {
        uas.when(
                "INVITE",
                invite -> challenge(
                        invite, 407, "Proxy-Authenticate", "Digest realm=\"test\", nonce=\"1\", qop=\"auth\""));

        PhoneCall call = ObservedCall.place(gateway, "1").untilOver();

        assertEquals(ConnectionFailureCause.OTHER, call.cause());
        assertEquals(Optional.of(407), call.sipStatus().map(SipStatus::code));
        assertEquals(2, uas.asked("INVITE").size());
    }

    @Test
    void a_stale_nonce_is_no_refusal() {
        uas.when("INVITE", invite -> {
            switch (uas.asked("INVITE").size()) {
                case 1 ->
                    challenge(invite, 407, "Proxy-Authenticate", "Digest realm=\"test\", nonce=\"1\", qop=\"auth\"");
                case 2 ->
                    challenge(
                            invite,
                            407,
                            "Proxy-Authenticate",
                            "Digest realm=\"test\", nonce=\"2\", qop=\"auth\", stale=TRUE");
                default -> uas.respond(invite, 486);
            }
        });

        assertEquals(
                ConnectionFailureCause.USER_BUSY,
                ObservedCall.place(gateway, "1").untilOver().cause());
    }

    @Test
    void stale_for_ever_comes_to_an_end() {
        uas.when(
                "INVITE",
                invite -> challenge(
                        invite,
                        407,
                        "Proxy-Authenticate",
                        "Digest realm=\"test\", nonce=\"1\", qop=\"auth\", stale=true"));

        assertEquals(
                ConnectionFailureCause.OTHER,
                ObservedCall.place(gateway, "1").untilOver().cause());
    }

    private void challenge(SipRequest request, int status, String field, String... challenges) {
        SipResponse response = request.response(status, "Who?", "uas");
        uas.send(Stream.of(challenges)
                .reduce(
                        response,
                        (so, challenge) -> so.with(so.headers().with(field, challenge)),
                        (one, other) -> other));
    }
}
