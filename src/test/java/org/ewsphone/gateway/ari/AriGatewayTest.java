package org.ewsphone.gateway.ari;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.ConnectionFailureCause;
import org.ewsphone.call.Destination;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.Reach;
import org.ewsphone.call.SipStatus;
import org.ewsphone.call.VoiceMessage;
import org.ewsphone.gateway.ari.ScriptedAsterisk.Originating;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can go wrong between us and Asterisk. */
@Timeout(60)
final class AriGatewayTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final URI SOUND = URI.create("file:/srv/voicemail/ana@example.org/AAMk%25+1.wav");

    private final ScriptedAsterisk asterisk = new ScriptedAsterisk();
    private final AriGateway gateway = new AriTrunk(asterisk.url("http")).open();

    AriGatewayTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        gateway.close();
        asterisk.close();
    }

    @ParameterizedTest
    @CsvSource({
        "201, USER_BUSY, 486",
        "203, UNAVAILABLE, 480",
        "204, OTHER, 403",
        "205, UNAVAILABLE, 503",
        "206, NO_ANSWER, 480",
        "299, UNAVAILABLE, 404"
    })
    void what_asterisk_tells_is_told_as_the_table_has_it(String number, ConnectionFailureCause cause, int status)
            throws InterruptedException {
        assertEnds(place(number), cause, status);
    }

    @ParameterizedTest
    @CsvSource({
        "201, USER_BUSY, 486",
        "203, UNAVAILABLE, 480",
        "204, OTHER, 403",
        "205, UNAVAILABLE, 503",
        "206, NO_ANSWER, 480",
        "299, UNAVAILABLE, 404"
    })
    void an_old_asterisk_that_tells_no_sip_status_is_understood_as_well(
            String number, ConnectionFailureCause cause, int status) throws InterruptedException {
        asterisk.tellsTechnicalCauses = false;

        assertEnds(place(number), cause, status);
    }

    @ParameterizedTest
    @CsvSource({"202, NO_ANSWER", "207, NO_ANSWER", "208, UNAVAILABLE"})
    void whether_it_rang_decides_between_unanswered_and_unreachable(String number, ConnectionFailureCause cause)
            throws InterruptedException {
        assertEnds(place(number, Duration.ofSeconds(1)), cause, 480);
    }

    @Test
    void an_answered_call_is_played_its_message_and_ended_after_it() throws InterruptedException {
        Observed call = place("210");
        call.until(PhoneCallState.CONNECTED);
        String play = "POST /channels/" + call.channel() + "/play/" + call.channel()
                + "-message?media=sound%3A%2Fsrv%2Fvoicemail%2Fana%40example.org%2FAAMk%25%2B1";
        await(() -> asterisk.requests().contains(play));

        asterisk.happens(call.channel(), "played", "Up");

        call.untilOver();
        assertEquals(ConnectionFailureCause.NONE, call.call.cause());
        await(() -> asterisk.channels().isEmpty());
    }

    @Test
    void a_message_that_asterisk_cannot_play_ends_the_call() throws InterruptedException {
        Observed call = place("210");
        call.until(PhoneCallState.CONNECTED);
        await(() -> asterisk.requests().stream().anyMatch(request -> request.contains("/play/")));

        asterisk.happens(call.channel(), "cannot-play", "Up");

        call.untilOver();
        await(() -> asterisk.channels().isEmpty());
    }

    @Test
    void the_other_side_may_hang_up() throws InterruptedException {
        Observed call = place("200");
        call.until(PhoneCallState.CONNECTED);

        asterisk.happens(call.channel(), "hangs-up", "");

        call.untilOver();
        assertEquals(ConnectionFailureCause.NONE, call.call.cause());
    }

    @Test
    void what_asterisk_is_told_does_not_give_the_id_away() throws InterruptedException {
        Observed call = place("202");
        call.until(PhoneCallState.ALERTED);
        gateway.hangUp(call.call);

        assertFalse(asterisk.requests().toString().contains(call.call.id().value()));
    }

    @Test
    void asterisk_is_told_how_long_the_call_may_ring_and_what_the_telephone_shows() {
        place("202", Duration.ofMillis(44_001));

        String request = asterisk.requests().get(0);
        assertTrue(request.contains("?endpoint=PJSIP%2F202%40trunk&app=ews-phone-node.1&timeout=45&"), request);
        assertTrue(request.endsWith("&callerId=%22Voice%20mail%22%20%3C200%3E"), request);
    }

    @Test
    void when_the_answer_is_lost_the_call_is_looked_for_and_not_placed_again() throws InterruptedException {
        asterisk.originating = Originating.LOSES_ANSWER;

        Observed call = place("202");

        call.until(PhoneCallState.ALERTED);
        assertEquals(1, asterisk.placed());
    }

    @Test
    void a_call_whose_answer_is_lost_may_be_over_already() throws InterruptedException {
        asterisk.originating = Originating.LOSES_ANSWER;

        Observed call = place("201"); // There is no channel any more when it is looked for

        assertEnds(call, ConnectionFailureCause.USER_BUSY, 486);
        assertEquals(1, asterisk.placed());
    }

    @Test
    void when_the_request_is_lost_it_is_not_repeated() {
        asterisk.originating = Originating.LOSES_REQUEST;

        assertRefused(CallFailure.GATEWAY_TIMED_OUT, "202");

        assertEquals(1, asterisk.placed());
    }

    @Test
    void a_call_that_was_given_up_and_comes_late_is_hung_up() {
        asterisk.originating = Originating.COMES_LATE;
        BlockingQueue<CallEvent> told = assertRefused(CallFailure.GATEWAY_TIMED_OUT, "210");
        await(() -> asterisk.requests().stream().anyMatch(request -> request.startsWith("DELETE")));

        asterisk.placeLate();

        await(() -> asterisk.channels().isEmpty());
        assertEquals(List.of(), List.copyOf(told));
    }

    @Test
    void a_request_that_somebody_between_us_repeated_is_one_call() throws InterruptedException {
        asterisk.originating = Originating.IS_ASKED_TWICE;

        place("202").until(PhoneCallState.ALERTED);
    }

    @Test
    void a_channel_that_asterisk_cannot_make_is_refused() {
        asterisk.originating = Originating.FAILS;

        assertEquals(List.of(), List.copyOf(assertRefused(CallFailure.GATEWAY_REFUSED, "200")));
    }

    @Test
    void an_asterisk_that_says_nothing_is_not_waited_for() throws IOException {
        try (var silent = new ScriptedAsterisk();
                var other = new AriTrunk(silent.url("http"), Duration.ofMillis(200)).open()) {
            silent.silent = true;

            var refusal = assertThrows(CallException.class, () -> other.place(outbound("200", LONG), event -> {}));

            assertEquals(CallFailure.GATEWAY_TIMED_OUT, refusal.failure());
        }
    }

    @Test
    void without_events_no_call_is_placed() throws IOException {
        asterisk.takesEventStreams = false;
        asterisk.loseStreams();
        await(() -> asterisk.streams() == 0);

        await(() -> isRefused("200"));

        long placed = asterisk.placed();
        assertTrue(isRefused("200"));
        assertEquals(placed, asterisk.placed());
    }

    @Test
    void asterisk_need_not_be_there_at_the_start() throws IOException {
        try (var late = new ScriptedAsterisk()) {
            late.takesEventStreams = false;
            try (var other = new AriTrunk(late.url("http")).open()) {
                var refusal = assertThrows(CallException.class, () -> other.place(outbound("200", LONG), event -> {}));
                assertEquals(CallFailure.GATEWAY_UNREACHABLE, refusal.failure());

                late.takesEventStreams = true;

                await(() -> late.streams() == 1);
            }
        }
    }

    @Test
    void a_wrong_password_is_named() throws IOException {
        try (var strict = new ScriptedAsterisk()) {
            strict.password = "another";
            try (var other = new AriTrunk(strict.url("http")).open()) {
                var refusal = assertThrows(CallException.class, () -> other.place(outbound("200", LONG), event -> {}));

                assertEquals(CallFailure.GATEWAY_UNREACHABLE, refusal.failure());
                assertTrue(String.valueOf(refusal.getMessage()).contains("gateway.ari.password"));
            }
        }
    }

    /** The call goes on while the connection for events is lost, which comes back then. */
    private void thisHappensWithoutEvents(Observed call, String state) throws Exception {
        asterisk.takesEventStreams = false;
        asterisk.loseStreams();
        asterisk.happensUnheard(call.channel(), state);
        asterisk.takesEventStreams = true;
    }

    @Test
    void an_answer_while_there_were_no_events_is_learnt_and_the_message_is_played() throws Exception {
        Observed call = place("202");
        call.until(PhoneCallState.ALERTED);

        thisHappensWithoutEvents(call, "Up");

        call.until(PhoneCallState.CONNECTED);
        await(() -> asterisk.requests().stream().anyMatch(request -> request.contains("/play/")));
    }

    @Test
    void an_answered_call_that_ended_while_there_were_no_events_ended_as_usual() throws Exception {
        Observed call = place("200");
        call.until(PhoneCallState.CONNECTED);

        thisHappensWithoutEvents(call, "");

        call.untilOver();
        assertEquals(ConnectionFailureCause.NONE, call.call.cause());
    }

    @Test
    void nobody_knows_how_a_call_ended_that_rang_when_the_events_were_lost() throws Exception {
        Observed call = place("202");
        call.until(PhoneCallState.ALERTED);

        thisHappensWithoutEvents(call, "");

        assertEnds(call, ConnectionFailureCause.OTHER, 487);
    }

    @Test
    void a_call_goes_on_when_the_events_do() throws Exception {
        Observed call = place("202");
        call.until(PhoneCallState.ALERTED);

        asterisk.loseStreams();
        await(() -> asterisk.streams() == 1);
        asterisk.happens(call.channel(), "answers", "Up");

        call.until(PhoneCallState.CONNECTED);
    }

    @Test
    void events_that_make_no_sense_are_passed_over() throws InterruptedException {
        for (String nonsense :
                List.of("", "{", "[]", "null", "{\"type\":7}", "{\"channel\":3}", "{\"type\":\"Dial\"}")) {
            asterisk.tell(nonsense);
        }

        place("200").until(PhoneCallState.CONNECTED);
        assertEquals(1, asterisk.streams());
    }

    @Test
    void another_node_can_end_the_call() throws Exception {
        Observed call = place("200");
        call.until(PhoneCallState.CONNECTED);
        try (var other = new AriTrunk(asterisk.url("http")).open()) {
            assertEquals(Reach.ANYWHERE, other.reach(call.call));

            other.hangUp(call.call);
        }

        call.untilOver();
        assertEquals(ConnectionFailureCause.NONE, call.call.cause());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void a_hang_up_that_asterisk_does_not_accept_can_be_tried_again(int status) throws InterruptedException {
        Observed call = place("200");
        call.until(PhoneCallState.CONNECTED);
        asterisk.hangingUp = status;
        var refusal = assertThrows(CallException.class, () -> gateway.hangUp(call.call));
        assertEquals(status == 500 ? CallFailure.GATEWAY_REFUSED : CallFailure.GATEWAY_UNREACHABLE, refusal.failure());
        assertEquals(Optional.of(PhoneCallState.CONNECTED), gateway.probe(call.call));

        asterisk.hangingUp = 204;
        gateway.hangUp(call.call);

        call.untilOver();
    }

    @Test
    void a_hang_up_that_meets_the_answer_ends_the_call_once() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            Observed call = place("202");
            call.until(PhoneCallState.ALERTED);
            var answer = new Thread(() -> answer(call));
            answer.start();

            gateway.hangUp(call.call);

            answer.join();
            call.untilOver();
            assertEquals(ConnectionFailureCause.NONE, call.call.cause());
            await(() -> asterisk.channels().isEmpty());
            assertEquals(List.of(), List.copyOf(call.told));
        }
    }

    private void answer(Observed call) {
        if (asterisk.channels().contains(call.channel())) {
            asterisk.happens(call.channel(), "answers", "Up");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"200@trunk&PJSIP/666", "1,2", "*43", "200%0a", "sip:ana@example.org;transport=tls", "sip:a b@c"})
    void what_is_more_than_a_number_is_not_given_to_asterisk(String address) {
        assertRefused(CallFailure.NO_GATEWAY, address);

        assertEquals(0, asterisk.placed());
    }

    @Test
    void a_sip_uri_has_a_template_of_its_own() {
        place("sip:ana@example.org");

        assertTrue(asterisk.requests().get(0).contains("endpoint=PJSIP%2Ftrunk%2Fsip%3Aana%40example.org&"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulated:AAMk", "file:/srv/one,sound:two.wav", "file:/srv/one%0Atwo.wav"})
    void a_sound_that_asterisk_cannot_be_given_is_refused(String sound) {
        var call = new OutboundCall(
                newId(), new Destination("200"), new VoiceMessage(new ItemId("AAMk"), URI.create(sound)), LONG, LONG);

        var refusal = assertThrows(CallException.class, () -> gateway.place(call, event -> {}));

        assertEquals(CallFailure.UNPLAYABLE, refusal.failure());
        assertEquals(0, asterisk.placed());
    }

    private void assertEnds(Observed call, ConnectionFailureCause cause, int status) throws InterruptedException {
        call.untilOver();
        assertEquals(cause, call.call.cause());
        assertEquals(Optional.of(status), call.call.sipStatus().map(SipStatus::code));
    }

    private BlockingQueue<CallEvent> assertRefused(CallFailure failure, String address) {
        BlockingQueue<CallEvent> told = new LinkedBlockingQueue<>();
        var refusal = assertThrows(CallException.class, () -> gateway.place(outbound(address, LONG), told::add));
        assertEquals(failure, refusal.failure());
        return told;
    }

    private boolean isRefused(String number) {
        try {
            gateway.place(outbound(number, LONG), event -> {});
            return false;
        } catch (CallException e) {
            return e.failure() == CallFailure.GATEWAY_UNREACHABLE;
        }
    }

    private Observed place(String address) {
        return place(address, LONG);
    }

    private Observed place(String address, Duration ringTime) {
        OutboundCall outbound = outbound(address, ringTime);
        var call = new Observed(PhoneCall.idle(
                outbound.id(),
                new NodeName("node.1"),
                "ana@example.org",
                outbound.destination(),
                outbound.message().id(),
                NOW));
        gateway.place(outbound, call.told::add);
        return call;
    }

    private static OutboundCall outbound(String address, Duration ringTime) {
        return new OutboundCall(
                newId(), new Destination(address), new VoiceMessage(new ItemId("AAMk"), SOUND), ringTime, LONG);
    }

    private static PhoneCallId newId() {
        return new PhoneCallId(UUID.randomUUID().toString());
    }

    /** Waits until it is so, for half a minute at most. */
    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "It did not come to that in half a minute");
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** A call, and what was told of it and not looked at yet. */
    private static final class Observed {
        private final BlockingQueue<CallEvent> told = new LinkedBlockingQueue<>();
        private PhoneCall call;

        private Observed(PhoneCall call) {
            this.call = call;
        }

        private String channel() {
            return ChannelId.of(call.id()).value();
        }

        private void until(PhoneCallState state) throws InterruptedException {
            while (call.state().isBefore(state)) {
                next();
            }
            assertEquals(state, call.state());
        }

        private void untilOver() throws InterruptedException {
            while (!call.isOver()) {
                next();
            }
        }

        private void next() throws InterruptedException {
            CallEvent event = told.poll(30, TimeUnit.SECONDS);
            assertNotNull(event, "Nothing was told for half a minute");
            call = call.on(event, NOW);
        }
    }
}
