package org.ewsphone.gateway.simulated;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.Destination;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.call.TelephonyGatewayContract;
import org.ewsphone.gateway.simulated.HungUp.How;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedGatewayTest extends TelephonyGatewayContract {

    private static final CallObserver NOBODY_LISTENS = event -> {};

    private final Telephone contract = Telephone.of(
            "{\"number\": \"1\", \"does\": \"answers\", \"listens\": 3600}",
            "{\"number\": \"2\", \"does\": \"no-answer\"}",
            "{\"number\": \"3\", \"does\": \"busy\"}");

    @Override
    protected TelephonyGateway open() {
        return contract.gateway;
    }

    @Override
    protected Destination answering() {
        return new Destination("1");
    }

    @Override
    protected Destination ringing() {
        return new Destination("2");
    }

    @Override
    protected Destination busy() {
        return new Destination("3");
    }

    @Override
    protected Destination nobody() {
        return new Destination("4");
    }

    @Override
    protected CallEvent next(BlockingQueue<CallEvent> told) {
        for (int second = 0; told.isEmpty() && second < 3600; second++) {
            contract.seconds(1);
        }
        return told.remove();
    }

    @ParameterizedTest
    @CsvSource({
        "5550100, true",
        "5555551212, true",
        "5550198, true",
        "sip:5550100@example.com, true",
        "5560100, false",
        "55501980, false",
        "+34915550123, false",
        "sip:5550100@example.de, false",
        "sip:ana@example.com, false"
    })
    void the_towns_numbers_are_its_own(String address, boolean own) {
        try (var town = new Telephone(Script.town())) {
            assertEquals(own, town.gateway.owns(new Destination(address)));
        }
    }

    @Test
    void a_number_of_the_script_is_its_own() {
        assertTrue(contract.gateway.owns(new Destination("1")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "5550100, Dialled Progressed_100 Progressed_180 Answered Ended",
        "5550101, Dialled Progressed_100 Failed_486",
        "5550102, Dialled Progressed_100 Progressed_180 NotAnswered_487",
        "5550103, Dialled Progressed_100 Failed_480",
        "5550104, Dialled Progressed_100 Failed_603",
        "5550105, Dialled Progressed_100 Failed_503",
        "5550106, Dialled Progressed_100 Progressed_180 Answered Ended",
        "5550107, Dialled Progressed_100 Progressed_180 Answered Ended",
        "5550108, Dialled Progressed_100 Progressed_180 Answered Ended",
        "5555551212, Dialled Progressed_100 Progressed_180 Answered Ended",
        "5559999, Dialled Progressed_100 Failed_404"
    })
    void everybody_in_town_tells_their_own_story(String number, String story) {
        try (var town = new Telephone(Script.town())) {
            town.call(number);
            town.seconds(3600);

            assertEquals(story, String.join(" ", town.story()).replaceAll(" (?=[0-9])", "_"));
        }
    }

    @Test
    void an_answer_comes_at_its_time() {
        try (var network = Telephone.of("{\"number\": \"7\", \"does\": \"answers\", \"after\": 2.5}")) {
            PhoneCall call = network.call("7");

            network.seconds(2.4);
            assertEquals(PhoneCallState.ALERTED, network.now(call).state());
            network.seconds(0.1);
            assertEquals(PhoneCallState.CONNECTED, network.now(call).state());
        }
    }

    @Test
    void a_ringing_call_is_cancelled_and_a_connected_one_gets_a_bye() {
        try (var town = new Telephone(Script.town())) {
            PhoneCall ringing = town.call("ringing", "5550102");
            PhoneCall connected = town.call("connected", "5550100");
            town.seconds(1);

            town.gateway.hangUp(ringing);
            town.gateway.hangUp(connected);

            assertEquals(
                    List.of(new HungUp(ringing.id(), How.CANCEL), new HungUp(connected.id(), How.BYE)),
                    town.gateway.hungUp());
        }
    }

    @Test
    void hanging_up_twice_reaches_the_network_once() {
        try (var town = new Telephone(Script.town())) {
            PhoneCall call = town.call("5550102");

            town.gateway.hangUp(call);
            town.gateway.hangUp(call);

            assertEquals(List.of(new HungUp(call.id(), How.CANCEL)), town.gateway.hungUp());
        }
    }

    @Test
    void a_call_that_is_answered_while_being_cancelled_ends_with_a_bye() {
        try (var town = new Telephone(Script.town())) {
            PhoneCall call = town.call("5550108");

            town.gateway.hangUp(call);

            assertEquals(List.of("Dialled", "Progressed 100", "Progressed 180", "Answered", "Ended"), town.story());
            assertEquals(List.of(new HungUp(call.id(), How.BYE)), town.gateway.hungUp());
        }
    }

    @Test
    void whoever_hangs_up_first_spares_the_network_our_hang_up() {
        try (var town = new Telephone(Script.town())) {
            PhoneCall call = town.call("5550107");
            town.seconds(4);

            town.gateway.hangUp(call);

            assertEquals(List.of(), town.gateway.hungUp());
        }
    }

    @Test
    void a_call_goes_on_to_another_telephone() {
        try (var network =
                Telephone.of("{\"number\": \"7\", \"does\": \"answers\", \"progress\": 181, \"transfers\": 2}")) {
            PhoneCall call = network.call("7");

            assertEquals(PhoneCallState.FORWARDING, network.now(call).state());
            network.seconds(1);
            assertEquals(PhoneCallState.CONNECTED, network.now(call).state());
            network.seconds(2);
            assertEquals(PhoneCallState.TRANSFERRING, network.now(call).state());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gateway-down, GATEWAY_UNREACHABLE",
        "gateway-refuses, GATEWAY_REFUSED",
        "no-gateway, NO_GATEWAY",
        "slow-gateway, GATEWAY_TIMED_OUT"
    })
    void a_call_that_the_gateway_does_not_take_is_never_told_of(String does, CallFailure failure) {
        try (var network = Telephone.of("{\"number\": \"7\", \"does\": \"" + does + "\"}")) {
            var thrown = assertThrows(CallException.class, () -> network.call("7"));
            network.seconds(3600);

            assertEquals(failure, thrown.failure());
            assertEquals(List.of(), network.told);
        }
    }

    @Test
    void a_slow_gateway_takes_the_call_in_the_end() {
        try (var network = Telephone.of("{\"number\": \"7\", \"does\": \"slow-gateway\", \"after\": 10}")) {
            PhoneCall call = network.call("7");
            network.seconds(1);

            assertEquals(PhoneCallState.CONNECTED, network.now(call).state());
        }
    }

    @Test
    void a_call_that_is_hung_up_while_a_slow_gateway_has_it_is_not_dialled() {
        try (var network = Telephone.of("{\"number\": \"7\", \"does\": \"slow-gateway\", \"after\": 10}")) {
            PhoneCall call = network.idle("c1", "7");
            network.time.after(Duration.ofSeconds(5), () -> network.gateway.hangUp(call));

            network.call("7");

            assertEquals(List.of("Ended"), network.story());
            assertEquals(List.of(), network.gateway.hungUp());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gateway-down, GATEWAY_UNREACHABLE",
        "gateway-refuses, GATEWAY_REFUSED",
        "slow-gateway, GATEWAY_TIMED_OUT"
    })
    void a_hang_up_that_does_not_reach_the_network_leaves_the_call_up(String hangUp, CallFailure failure) {
        try (var network = Telephone.of("{\"number\": \"7\", \"does\": \"answers\", \"hangUp\": \"" + hangUp + "\"}")) {
            PhoneCall call = network.call("7");
            network.seconds(1);

            var thrown = assertThrows(CallException.class, () -> network.gateway.hangUp(call));

            assertEquals(failure, thrown.failure());
            assertEquals(Optional.of(PhoneCallState.CONNECTED), network.gateway.probe(call));
            assertEquals(List.of(), network.gateway.hungUp());
        }
    }

    @Test
    void the_preset_calls_are_up_until_hung_up() {
        try (var town = new Telephone(Script.town())) {
            PhoneCall call = town.gateway.carried(town.told::add).findFirst().orElseThrow();
            town.seconds(3600);
            assertEquals(Optional.of(PhoneCallState.CONNECTED), town.gateway.probe(call));

            town.gateway.hangUp(call);

            assertEquals("OWVl4NWb3N29t", call.id().value());
            assertEquals(List.of("Ended"), town.story());
            assertEquals(List.of(new HungUp(call.id(), How.BYE)), town.gateway.hungUp());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Idle, IDLE",
        "Connecting, CONNECTING",
        "Alerted, ALERTED",
        "Connected, CONNECTED",
        "Disconnected, DISCONNECTED",
        "Incoming, INCOMING",
        "Transferring, TRANSFERRING",
        "Forwarding, FORWARDING"
    })
    void a_preset_call_has_the_state_of_the_script(String word, PhoneCallState state) {
        String calls = "{\"calls\": [{\"id\": \"x\", \"mailbox\": \"demo\", \"state\": \"" + word + "\"}]}";
        try (var network = new Telephone(Script.parse(calls))) {
            PhoneCall call = network.gateway.carried(NOBODY_LISTENS).findFirst().orElseThrow();

            assertEquals(state, call.state());
        }
    }

    @Test
    void a_preset_call_ends_by_itself_when_the_script_says_so() {
        String calls = "{\"calls\": [{\"id\": \"x\", \"mailbox\": \"demo\", \"listens\": 4}]}";
        try (var network = new Telephone(Script.parse(calls))) {
            assertEquals(1, network.gateway.carried(network.told::add).toList().size());

            network.seconds(4);

            assertEquals(List.of("Ended"), network.story());
        }
    }

    @Test
    void nothing_happens_after_closing() {
        var town = new Telephone(Script.town());
        PhoneCall call = town.call("5550100");
        int before = town.told.size();

        town.close();
        town.seconds(3600);

        assertEquals(before, town.told.size());
        assertThrows(CallException.class, () -> town.call("c2", "5550100"));
        assertThrows(CallException.class, () -> town.gateway.hangUp(call));
    }

    @Test
    void a_call_that_is_over_leaves_nothing_behind() {
        try (var town = new Telephone(Script.town())) {
            PhoneCall call = town.call("5550100");
            town.seconds(1);

            town.gateway.hangUp(call);

            assertEquals(0, town.time.waiting());
            assertEquals(Optional.empty(), town.gateway.probe(call));
        }
    }

    @Test
    void only_the_last_ten_thousand_hang_ups_are_remembered() {
        try (var town = new Telephone(Script.town())) {
            for (int i = 0; i <= 10_000; i++) {
                town.gateway.hangUp(town.call("c" + i, "5550102"));
            }

            assertEquals(10_000, town.gateway.hungUp().size());
            assertEquals("c1", town.gateway.hungUp().get(0).id().value());
        }
    }

    @Test
    void an_observer_that_hangs_up_is_told_of_the_end_only_after_it_has_returned() {
        try (var town = new Telephone(Script.town())) {
            List<String> diary = new ArrayList<>();
            var call = town.idle("c1", "5550102");
            CallObserver impatient = event -> {
                diary.add("begin " + event.getClass().getSimpleName());
                if (event instanceof CallEvent.Dialled) {
                    town.gateway.hangUp(call);
                }
                diary.add("end " + event.getClass().getSimpleName());
            };

            town.gateway.place(Telephone.outbound(call), impatient);

            for (int i = 0; i < diary.size(); i += 2) {
                assertEquals(diary.get(i).replace("begin", "end"), diary.get(i + 1));
            }
            assertEquals("end Ended", diary.get(diary.size() - 1));
        }
    }

    @Test
    void an_observer_that_fails_once_is_told_what_comes_after() {
        try (var town = new Telephone(Script.town())) {
            List<CallEvent> told = new ArrayList<>();
            var call = town.idle("c1", "5550101");

            Logger log = Logger.getLogger(Telling.class.getName());
            log.setLevel(Level.OFF); // it complains, as it should

            assertDoesNotThrow(() -> town.gateway.place(Telephone.outbound(call), event -> {
                told.add(event);
                throw new CallException(CallFailure.REGISTRY_UNAVAILABLE);
            }));

            log.setLevel(null);
            assertTrue(told.get(told.size() - 1) instanceof CallEvent.Failed);
        }
    }
}
