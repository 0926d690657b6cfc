package org.ewsphone.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That what must not be is found. */
final class HistoryTest {

    private static final String CALL = "call";
    private static final Answer DONE = new Answer("NoError", "");
    private static final Answer UP = new Answer("NoError", "Connected");
    private static final Answer OVER = new Answer("NoError", "Disconnected");
    private static final Answer REFUSED = new Answer("ErrorInternalServerTransientError", "");

    private final History history = new History();

    @Test
    void a_look_that_began_before_the_end_was_told_may_say_either() {
        seen(Operation.INFORMATION, 0, 1, 5, UP);
        seen(Operation.DISCONNECT, 1, 2, 4, DONE);
        seen(Operation.INFORMATION, 2, 3, 6, OVER);
        seen(Operation.INFORMATION, 2, 7, 8, OVER);

        assertEquals(List.of(), history.contradictions());
    }

    @Test
    void a_call_that_is_up_after_it_was_over_is_found() {
        seen(Operation.DISCONNECT, 1, 2, 4, DONE);
        seen(Operation.INFORMATION, 0, 5, 6, UP);

        assertFound("was up again after it was over");
    }

    @Test
    void an_end_that_only_a_look_told_is_an_end_too() {
        seen(Operation.DISCONNECT, 1, 2, 9, DONE);
        seen(Operation.INFORMATION, 0, 3, 4, OVER);
        seen(Operation.INFORMATION, 1, 5, 6, UP);

        assertFound("was up again after it was over");
    }

    @Test
    void an_end_that_nobody_wanted_is_found() {
        seen(Operation.INFORMATION, 0, 1, 2, OVER);
        seen(Operation.DISCONNECT, 1, 3, 4, DONE);

        assertFound("was over before anybody wanted that");
    }

    @Test
    void an_end_that_was_wanted_by_a_request_without_an_answer_is_one() {
        seen(Operation.DISCONNECT, 1, 1, 2, Answer.lost());
        seen(Operation.INFORMATION, 0, 3, 4, OVER);

        assertEquals(List.of(), history.contradictions());
    }

    @Test
    void a_call_that_is_unknown_is_found() {
        seen(Operation.INFORMATION, 0, 1, 2, new Answer("ErrorInvalidPhoneCallId", ""));

        assertFound("was unknown");
    }

    @Test
    void a_call_is_lost_when_one_node_does_not_say_that_it_is_over() {
        seen(Operation.INFORMATION, 0, 1, 2, OVER);
        seen(Operation.INFORMATION, 1, 3, 4, UP);

        assertEquals(Set.of(CALL), history.lost(2));
    }

    @Test
    void a_call_is_in_flight_from_the_first_request_to_the_first_answer() {
        seen(Operation.DISCONNECT, 0, 10, 11, REFUSED);
        seen(Operation.DISCONNECT, 1, 12, 20, DONE);
        seen(Operation.DISCONNECT, 2, 13, 30, DONE);

        assertEquals(Set.of(CALL), history.inFlight(15, 16));
        assertEquals(Set.of(), history.inFlight(1, 9));
        assertEquals(Set.of(), history.inFlight(21, 25));
    }

    private void seen(Operation operation, int node, long invoked, long answered, Answer answer) {
        history.add(new Exchange(operation, CALL, node, invoked, answered, answer));
    }

    private void assertFound(String contradiction) {
        List<String> found = history.contradictions();
        assertEquals(1, found.size(), found.toString());
        assertTrue(found.get(0).startsWith("Call call " + contradiction), found.get(0));
    }
}
