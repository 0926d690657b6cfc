package org.ewsphone.gateway.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.ConnectionFailureCause;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.Reach;
import org.ewsphone.call.SipStatus;
import org.ewsphone.gateway.sip.message.Headers;
import org.ewsphone.gateway.sip.message.SipRequest;
import org.ewsphone.gateway.sip.message.SipResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong between two SIP elements, and what was got wrong before. */
final class SipGatewayTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private ScriptedUas uas;
    private SipGateway gateway;

    @BeforeEach
    void open() {
        uas = new ScriptedUas();
        gateway = TestTrunk.udp(uas.port()).open();
    }

    @AfterEach
    void close() {
        gateway.close();
        uas.close();
    }

    @Test
    void who_hangs_up_while_another_does_waits_for_the_same_end() throws Exception {
        ObservedCall call = answered();
        uas.when("BYE", bye -> {});
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> gateway.hangUp(call.now()));
        SipRequest bye = uas.await("BYE");

        var second = new FutureTask<>(() -> gateway.hangUp(call.now()), null);
        var waiting = new Thread(second);
        waiting.start();
        Await.until(
                () -> waiting.getState() == Thread.State.TIMED_WAITING,
                () -> "It does not wait: " + waiting.getState());
        uas.respond(bye, 200);

        first.get(20, TimeUnit.SECONDS);
        second.get(20, TimeUnit.SECONDS);
        call.untilOver();
        assertEquals(1, uas.asked("BYE").size());
    }

    @Test
    void what_cannot_be_sent_is_refused_and_never_told() throws IOException {
        int nobody;
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = gone.getLocalPort();
        }
        try (SipGateway tcp = TestTrunk.tcp(nobody).open()) {
            CallException refused = assertThrows(CallException.class, () -> ObservedCall.place(tcp, "1"));

            assertEquals(CallFailure.GATEWAY_UNREACHABLE, refused.failure());
        }
    }

    @Test
    void a_call_that_nobody_has_answered_to_is_cancelled_with_the_first_answer() throws Exception {
        uas.when("INVITE", invite -> {});
        ObservedCall call = ObservedCall.place(gateway, "1");
        SipRequest invite = uas.await("INVITE");
        CompletableFuture<Void> hangUp = CompletableFuture.runAsync(() -> gateway.hangUp(call.now()));
        Await.until(() -> uas.heard("INVITE") >= 3, () -> "It is not sent again");
        assertEquals(0, uas.heard("CANCEL"));

        uas.when("CANCEL", cancel -> {
            uas.respond(cancel, 200);
            uas.respond(invite, 487);
        });
        uas.respond(invite, 180);

        hangUp.get(20, TimeUnit.SECONDS);
        assertEquals(ConnectionFailureCause.NONE, call.untilOver().cause());
        assertEquals(invite.via().branch(), uas.await("CANCEL").via().branch());
        uas.await("ACK");
    }

    @Test
    void an_answer_that_crosses_the_cancelling_is_acknowledged_and_hung_up() {
        uas.when("INVITE", invite -> uas.respond(invite, 180));
        ObservedCall call = ObservedCall.place(gateway, "1");
        call.until(PhoneCallState.ALERTED);
        uas.when("CANCEL", cancel -> {
            uas.respond(cancel, 200);
            uas.answer(uas.await("INVITE"), 200, 9);
        });

        gateway.hangUp(call.now());

        assertEquals(ConnectionFailureCause.NONE, call.untilOver().cause());
        uas.await("ACK");
        uas.await("BYE");
    }

    @Test
    void sound_that_nobody_wants_harms_nobody() throws IOException {
        int closed;
        try (var gone = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            closed = gone.getLocalPort();
        }
        uas.when("INVITE", invite -> uas.answer(invite, 200, closed));
        ObservedCall call = ObservedCall.place(gateway, "1");
        call.until(PhoneCallState.CONNECTED);
        ObservedCall other = ObservedCall.place(gateway, "1");
        other.until(PhoneCallState.CONNECTED);

        gateway.hangUp(call.now());
        gateway.hangUp(other.now());

        assertEquals(ConnectionFailureCause.NONE, call.untilOver().cause());
        assertEquals(ConnectionFailureCause.NONE, other.untilOver().cause());
    }

    @Test
    void an_answer_that_is_told_again_is_acknowledged_again() {
        ObservedCall call = answered();

        uas.answer(uas.await("INVITE"), 200, 9);

        uas.await("ACK", 2);
        assertEquals(0, call.untold());
    }

    @Test
    void a_second_telephone_that_answers_is_hung_up() {
        answered();

        uas.answer(uas.await("INVITE"), 200, "fork", ScriptedUas.sdp(9));

        SipRequest bye = uas.await("BYE");
        assertEquals(Optional.of("fork"), bye.to().tag());
        assertEquals(Optional.of("fork"), uas.await("ACK", 2).to().tag());
    }

    @Test
    void the_other_side_may_hang_up() {
        ObservedCall call = answered();

        SipRequest bye = fromThere("BYE", 7);
        uas.send(bye);

        assertEquals(ConnectionFailureCause.NONE, call.untilOver().cause());
        assertEquals(200, uas.awaitResponse(answers(bye)).status());
    }

    @Test
    void no_answer_at_all_is_a_number_that_cannot_be_reached() {
        uas.when("INVITE", invite -> {});
        try (SipGateway impatient = TestTrunk.udp(uas.port()).impatient().open()) {
            PhoneCall call = ObservedCall.place(impatient, "1").untilOver();

            assertEquals(ConnectionFailureCause.UNAVAILABLE, call.cause());

            uas.answer(uas.await("INVITE"), 200, 9);
            uas.await("ACK");
            uas.await("BYE");
        }
    }

    @Test
    void who_does_not_pick_up_is_given_up() {
        uas.when("INVITE", invite -> uas.respond(invite, 180));
        uas.when("CANCEL", cancel -> {
            uas.respond(cancel, 200);
            uas.respond(uas.await("INVITE"), 487);
        });

        PhoneCall call =
                ObservedCall.place(gateway, "1", Duration.ofMillis(500), LONG).untilOver();

        assertEquals(ConnectionFailureCause.NO_ANSWER, call.cause());
        assertEquals(Optional.of(487), call.sipStatus().map(SipStatus::code));
    }

    @Test
    void who_picks_up_in_the_moment_of_being_given_up_has_not_answered() {
        uas.when("INVITE", invite -> uas.respond(invite, 180));
        uas.when("CANCEL", cancel -> {
            uas.respond(cancel, 200);
            uas.answer(uas.await("INVITE"), 200, 9);
        });

        PhoneCall call =
                ObservedCall.place(gateway, "1", Duration.ofMillis(500), LONG).untilOver();

        assertEquals(ConnectionFailureCause.NO_ANSWER, call.cause());
        assertEquals(Optional.empty(), call.answeredAt());
        uas.await("BYE");
    }

    @ParameterizedTest
    @CsvSource({
        "486, false, '', USER_BUSY",
        "600, false, '', USER_BUSY",
        "480, true, '', NO_ANSWER",
        "480, false, '', UNAVAILABLE",
        "408, true, '', NO_ANSWER",
        "404, false, '', UNAVAILABLE",
        "503, false, '', UNAVAILABLE",
        "603, true, '', OTHER",
        "403, false, '', OTHER",
        "302, false, '', OTHER",
        "422, false, '', OTHER",
        "401, false, '', OTHER",
        "407, false, '', OTHER",
        "480, false, 'Q.850;cause=17;text=\"User busy\"', USER_BUSY",
        "603, false, 'SIP;cause=200, q.850 ;cause=1', UNAVAILABLE",
        "480, true, 'Q.850;cause=19', NO_ANSWER",
        "486, false, 'Q.850;cause=4711', USER_BUSY"
    })
    void a_refusal_has_its_cause(int status, boolean rings, String reason, ConnectionFailureCause cause) {
        uas.when("INVITE", invite -> {
            uas.respond(invite, rings ? 180 : 100);
            SipResponse response = invite.response(status, "As Told", "uas");
            uas.send(
                    reason.isEmpty()
                            ? response
                            : response.with(response.headers().with("Reason", reason)));
        });

        PhoneCall call = ObservedCall.place(gateway, "1").untilOver();

        assertEquals(cause, call.cause());
        assertEquals(Optional.of(status), call.sipStatus().map(SipStatus::code));
        uas.await("ACK");
    }

    @Test
    void a_phrase_that_clients_could_not_read_is_made_readable() {
        uas.when("INVITE", invite -> uas.send(invite.response(486, "Busy\u0007\u001b[31m" + "!".repeat(500), "uas")));

        String phrase = ObservedCall.place(gateway, "1")
                .untilOver()
                .sipStatus()
                .orElseThrow()
                .text();

        assertTrue(phrase.startsWith("Busy  [31m!!!") && phrase.length() <= 100, phrase);
    }

    @Test
    void a_description_that_came_early_counts_when_the_answer_has_none() {
        uas.when("INVITE", invite -> {
            uas.answer(invite, 183, 9);
            SipResponse ok = invite.response(200, "OK", "uas");
            uas.send(ok.with(ok.headers().with("Contact", uas.contact())));
        });

        assertEquals(
                PhoneCallState.CONNECTED,
                ObservedCall.place(gateway, "1").until(PhoneCallState.CONNECTED).state());
    }

    @Test
    void an_answer_without_a_law_that_we_speak_is_hung_up() {
        uas.when(
                "INVITE",
                invite -> uas.answer(invite, 200, "uas", ScriptedUas.sdp(9).replace("8 0", "18")));

        PhoneCall call = ObservedCall.place(gateway, "1").untilOver();

        assertEquals(ConnectionFailureCause.OTHER, call.cause());
        uas.await("BYE");
    }

    @Test
    void another_node_ends_the_call_of_one_that_is_gone() {
        uas.when("INVITE", invite -> {
            SipResponse ok = invite.response(200, "OK", "uas");
            uas.send(ok.with(ok.headers()
                            .with("Record-Route", "<sip:second.example.org;lr>, <sip:127.0.0.1:" + uas.port() + ";lr>")
                            .with("Contact", "<sip:phone@192.0.2.1>"))
                    .with("application/sdp", ScriptedUas.sdp(9)));
        });
        ObservedCall call = ObservedCall.place(gateway, "1");
        call.until(PhoneCallState.CONNECTED);
        gateway.close();

        try (SipGateway other = TestTrunk.udp(uas.port()).open()) {
            assertEquals(Reach.AFTER_OWNER, other.reach(call.now()));
            assertEquals(Optional.of(PhoneCallState.CONNECTED), other.probe(call.now()));
            other.hangUp(call.now());
        }

        SipRequest invite = uas.await("INVITE");
        SipRequest bye = uas.await("BYE");
        assertEquals(invite.callId(), bye.callId());
        assertEquals(invite.from().tag(), bye.from().tag());
        assertEquals(Optional.of("uas"), bye.to().tag());
        assertEquals("sip:phone@192.0.2.1", bye.uri());
        // The answer passed them in this order, so the next request does in the other
        assertEquals(
                List.of("<sip:127.0.0.1:" + uas.port() + ";lr>", "<sip:second.example.org;lr>"),
                bye.headers().listed("Route").toList());
        assertTrue(bye.cseq().number() > uas.await("OPTIONS").cseq().number());
        String note = call.now().dialog().orElseThrow();
        assertTrue(note.length() < 400, note);
        assertNotEquals(call.now().id().value(), invite.callId());
    }

    @Test
    void who_knows_no_such_call_any_more_has_none() {
        ObservedCall call = answered();
        uas.when("OPTIONS", options -> uas.respond(options, 481));
        uas.when("BYE", bye -> uas.respond(bye, 481));
        try (SipGateway other = TestTrunk.udp(uas.port()).open()) {
            assertEquals(Optional.of(PhoneCallState.DISCONNECTED), other.probe(call.now()));
            other.hangUp(call.now());
        }
    }

    @ParameterizedTest
    @CsvSource({"UPDATE, 405", "INFO, 405", "REFER, 405", "DANCE, 501", "OPTIONS, 200"})
    void what_else_is_asked_within_a_call_is_answered(String method, int status) {
        answered();

        SipRequest request = fromThere(method, 7);
        uas.send(request);

        assertEquals(status, uas.awaitResponse(answers(request)).status());
    }

    @ParameterizedTest
    @CsvSource({"OPTIONS, 200", "INVITE, 403", "BYE, 481", "MESSAGE, 405", "DANCE, 501"})
    void what_strangers_ask_is_answered(String method, int status) {
        answered();
        Headers known = fromThere(method, 7).headers();

        SipRequest request = new SipRequest(
                method, "sip:us", known.without("To").with("To", "<sip:us>").withFirstChanged("Call-ID", "other"), "");
        uas.send(request);

        assertEquals(status, uas.awaitResponse(answers(request)).status());
    }

    @Test
    void a_bye_for_a_call_that_is_not_known_ends_nothing() {
        ObservedCall call = answered();
        SipRequest bye = fromThere("BYE", 7);
        SipRequest guessed = bye.with(bye.headers().withFirstChanged("From", "<sip:1@x>;tag=guessed"));

        uas.send(guessed);

        assertEquals(481, uas.awaitResponse(answers(guessed)).status());
        assertEquals(Optional.of(PhoneCallState.CONNECTED), gateway.probe(call.now()));
    }

    @Test
    void what_we_do_not_support_is_refused_by_name() {
        answered();
        SipRequest invite = fromThere("INVITE", 7);
        SipRequest timed =
                invite.with(invite.headers().with("Require", "timer").with("Session-Expires", "90;refresher=uas"));

        uas.send(timed);

        SipResponse refusal = uas.awaitResponse(answers(timed));
        assertEquals(420, refusal.status());
        assertEquals(Optional.of("timer"), refusal.headers().first("Unsupported"));
    }

    @Test
    void a_new_session_within_the_call_is_accepted() {
        answered();
        SipRequest invite = fromThere("INVITE", 7);
        SipRequest hold = new SipRequest(
                "INVITE",
                invite.uri(),
                invite.headers().with("Contact", uas.contact()).with("Content-Type", "application/sdp"),
                ScriptedUas.sdp(9) + "a=sendonly\r\nm=video 40000 RTP/AVP 96\r\n");

        uas.send(hold);

        SipResponse answer = uas.awaitResponse(answers(hold));
        assertEquals(200, answer.status());
        assertTrue(answer.body().contains("a=recvonly"), answer.body());
        assertTrue(answer.body().contains("m=video 0 RTP/AVP 96"), answer.body());
    }

    @Test
    void a_request_that_comes_again_gets_the_same_answer() {
        answered();
        SipRequest bye = fromThere("BYE", 7);

        uas.send(bye);
        SipResponse answer = uas.awaitResponse(answers(bye));
        uas.send(bye);
        uas.send(fromThere("OPTIONS", 8));
        uas.awaitResponse(response -> response.cseq().number() == 8);

        assertEquals(200, answer.status());
    }

    @Test
    void a_proxy_that_is_not_there_takes_no_calls_until_it_is() {
        uas.when("OPTIONS", options -> {});
        try (SipGateway watching = TestTrunk.udp(uas.port())
                .impatient()
                .watching(Duration.ofMillis(50))
                .open()) {
            Await.until(() -> isRefused(watching), () -> "It is not missed");

            uas.when("OPTIONS", options -> uas.respond(options, 200));
            uas.when("INVITE", invite -> uas.respond(invite, 486));

            Await.until(() -> !isRefused(watching), () -> "It is not found again");
        }
    }

    private static boolean isRefused(SipGateway gateway) {
        try {
            ObservedCall.place(gateway, "1");
            return false;
        } catch (CallException e) {
            return e.failure() == CallFailure.GATEWAY_UNREACHABLE;
        }
    }

    private ObservedCall answered() {
        uas.when("INVITE", invite -> uas.answer(invite, 200, 9));
        ObservedCall call = ObservedCall.place(gateway, "1");
        call.until(PhoneCallState.CONNECTED);
        uas.await("ACK");
        return call;
    }

    /** A request of the other side within the call. */
    private SipRequest fromThere(String method, int number) {
        SipRequest invite = uas.await("INVITE");
        return new SipRequest(
                method,
                "sip:us",
                Headers.NONE
                        .with("Via", "SIP/2.0/UDP 127.0.0.1:" + uas.port() + ";rport;branch=z9hG4bK" + method + number)
                        .with("Max-Forwards", "70")
                        .with("From", "<sip:1@127.0.0.1>;tag=uas")
                        .with("To", invite.headers().first("From").orElseThrow())
                        .with("Call-ID", invite.callId())
                        .with("CSeq", number + " " + method),
                "");
    }

    private static Predicate<SipResponse> answers(SipRequest request) {
        return response ->
                response.cseq().equals(request.cseq()) && response.callId().equals(request.callId());
    }
}
