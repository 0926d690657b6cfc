package org.ewsphone.gateway.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ewsphone.call.CallEvent;
import org.ewsphone.call.CallException;
import org.ewsphone.call.ConnectionFailureCause;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client is told of a call, for everything that a SIP network may say: the table, line by line. */
class CallTableTest {

    @Test
    void before_anything_is_sent_a_call_is_idle() {
        try (var network = Telephone.of()) {
            assertEquals(PhoneCallState.IDLE, network.idle("c1", "7").state());
        }
    }

    @Test
    void until_it_rings_a_call_is_connecting() {
        try (var network = Telephone.of("{\"number\": \"7\", \"does\": \"rejects\", \"after\": 1, \"status\": 401}")) {
            assertEquals(
                    PhoneCallState.CONNECTING, network.now(network.call("7")).state());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "180, ALERTED",
        "182, ALERTED",
        "183, ALERTED",
        "181, FORWARDING",
        "199, CONNECTING",
    })
    void progress_is_told_as_a_state(int progress, PhoneCallState state) {
        try (var network =
                Telephone.of("{\"number\": \"7\", \"does\": \"no-answer\", \"progress\": " + progress + "}")) {
            assertEquals(state, network.now(network.call("7")).state());
        }
    }

    @Test
    void an_answered_call_is_connected() {
        try (var network = Telephone.of("{\"number\": \"7\", \"does\": \"answers\", \"after\": 0}")) {
            assertEquals(
                    PhoneCallState.CONNECTED, network.now(network.call("7")).state());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hangs-up, 4", // their BYE
        "answers-while-cancelled, 1", // our BYE, below
        "no-answer, 1", // our CANCEL, below
    })
    void a_call_that_either_side_hangs_up_ends_without_a_cause(String does, int seconds) {
        try (var network = Telephone.of("{\"number\": \"7\", \"does\": \"" + does + "\"}")) {
            PhoneCall call = network.call("7");
            network.seconds(seconds);

            network.gateway.hangUp(call);

            assertEquals(PhoneCallState.DISCONNECTED, network.now(call).state());
            assertEquals(ConnectionFailureCause.NONE, network.now(call).cause());
        }
    }

    @Test
    void a_call_that_rang_for_as_long_as_it_may_was_not_answered() {
        try (var network = Telephone.of("{\"number\": \"7\", \"does\": \"answers\", \"after\": 31}")) {
            PhoneCall call = network.call("7");

            network.seconds(60);

            assertEquals(ConnectionFailureCause.NO_ANSWER, network.now(call).cause());
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "486, without ringing, USER_BUSY",
        "486, after ringing, USER_BUSY",
        "600, without ringing, USER_BUSY",
        "408, after ringing, NO_ANSWER",
        "480, after ringing, NO_ANSWER",
        "408, without ringing, UNAVAILABLE",
        "480, without ringing, UNAVAILABLE",
        "404, without ringing, UNAVAILABLE",
        "410, without ringing, UNAVAILABLE",
        "484, without ringing, UNAVAILABLE",
        "485, without ringing, UNAVAILABLE",
        "604, without ringing, UNAVAILABLE",
        "500, without ringing, UNAVAILABLE",
        "502, without ringing, UNAVAILABLE",
        "503, without ringing, UNAVAILABLE",
        "504, without ringing, UNAVAILABLE",
        "401, without ringing, OTHER",
        "407, without ringing, OTHER",
        "403, without ringing, OTHER",
        "488, without ringing, OTHER",
        "603, after ringing, OTHER",
        "606, without ringing, OTHER",
        "302, without ringing, OTHER",
        "420, without ringing, OTHER",
        "699, without ringing, OTHER",
    })
    void a_refusal_is_told_as_a_cause(int status, String ringing, ConnectionFailureCause cause) {
        String rings = ringing.equals("after ringing") ? ", \"rings\": 5" : "";
        try (var network =
                Telephone.of("{\"number\": \"7\", \"does\": \"rejects\", \"status\": " + status + rings + "}")) {
            PhoneCall call = network.call("7");

            network.seconds(5);

            assertEquals(PhoneCallState.DISCONNECTED, network.now(call).state());
            assertEquals(cause, network.now(call).cause());
            assertEquals(status, network.now(call).sipStatus().orElseThrow().code());
        }
    }

    @ParameterizedTest(name = "cause {0} with a 403 {1}: {2}")
    @CsvSource({
        "16, without ringing, NONE",
        "17, without ringing, USER_BUSY",
        "18, without ringing, NO_ANSWER",
        "19, after ringing, NO_ANSWER",
        "19, without ringing, OTHER",
        "1, without ringing, UNAVAILABLE",
        "2, without ringing, UNAVAILABLE",
        "3, without ringing, UNAVAILABLE",
        "20, without ringing, UNAVAILABLE",
        "22, without ringing, UNAVAILABLE",
        "27, without ringing, UNAVAILABLE",
        "28, without ringing, UNAVAILABLE",
        "34, without ringing, UNAVAILABLE",
        "38, without ringing, UNAVAILABLE",
        "41, without ringing, UNAVAILABLE",
        "42, without ringing, UNAVAILABLE",
        "21, after ringing, OTHER",
    })
    void a_reason_in_the_words_of_q850_wins_over_the_status(int q850, String ringing, ConnectionFailureCause cause) {
        String rings = ringing.equals("after ringing") ? ", \"rings\": 5" : "";
        try (var network = Telephone.of(
                "{\"number\": \"7\", \"does\": \"rejects\", \"status\": 403, \"q850\": " + q850 + rings + "}")) {
            PhoneCall call = network.call("7");

            network.seconds(5);

            assertEquals(cause, network.now(call).cause());
        }
    }

    @Test
    void a_reason_phrase_of_the_script_is_told() {
        try (var network =
                Telephone.of("{\"number\": \"7\", \"does\": \"rejects\", \"status\": 486, \"reason\": \"At lunch\"}")) {
            PhoneCall call = network.now(network.call("7"));

            assertEquals("At lunch", call.sipStatus().orElseThrow().text());
        }
    }

    @Test
    void a_call_that_the_network_could_not_be_asked_for_is_unavailable() {
        try (var town = new Telephone(Script.town())) {
            PhoneCall call = town.idle("c1", "5550109");

            assertThrows(CallException.class, () -> town.call("5550109"));

            assertEquals(
                    ConnectionFailureCause.UNAVAILABLE,
                    call.on(new CallEvent.NotPlaced(call.id()), town.time.now()).cause());
        }
    }
}
