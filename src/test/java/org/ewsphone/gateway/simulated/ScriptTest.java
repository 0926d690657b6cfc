package org.ewsphone.gateway.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ewsphone.call.Destination;
import org.ewsphone.call.ItemId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {

    /** In the scripts here an apostrophe stands for a quotation mark, and | for a new line. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '~',
            value = {
                "[] ^ line 1, column 1: a script is an object",
                "'town' ^ line 1, column 1: a script is an object",
                "{'subscriber': []} ^ line 1, column 2: unknown key \"subscriber\"; expected one of subscribers,",
                "{'calls': []| ,'calls': []} ^ line 2, column 3: the key \"calls\" is here twice",
                "{'calls': {}} ^ line 1, column 11: \"calls\" must be an array",
                "{'$schema': []} ^ line 1, column 13: \"$schema\" must be a text",
                "{'calls': [7]} ^ line 1, column 12: an object is expected here",
                "{'calls': [null]} ^ line 1, column 12: an object is expected here",
                "{'calls': [false]} ^ line 1, column 12: an object is expected here",
                "{'messages': [|  {'mailbox': 'demo'}]} ^ line 2, column 3: the key \"id\" is missing",
                "{'messages': [|  {'mailbox': 7, 'id': 'x'}]} ^ line 2, column 15: \"mailbox\" must be a text",
                "{'messages': [|  {'mailbox': ' ', 'id': 'x'}]} ^ line 2, column 15: \"mailbox\" must be a text",
                "{'messages': [|  {'mailbox': true, 'id': 'x'}]} ^ line 2, column 15: \"mailbox\" must be a text or",
                "{'messages': [|  {'mailbox': 'a\\'b', 'id': '\\\\#'}]} ^ line 2, column 29: \"id\" must be 1 to 1024",
                "{'messages': [{'mailbox': 'm', 'id': 'x'},|{'mailbox': 'm', 'id': 'x'}]} ^ line 2, column 24: \"id\" is in",
            })
    void what_is_wrong_with_a_script_is_told_with_its_place(String script, String complaint) {
        assertComplaint(complaint, script);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '~',
            value = {
                "'does': 'busy' ^ column 1: the key \"number\" is missing",
                "'number': '7' ^ column 1: the key \"does\" is missing",
                "'number': '7', 'does': 'sleeps' ^ column 25: \"does\" must be one of answers, answers-late, hangs-up,",
                "'number': '7', 'does': 'busy', 'afters': 1 ^ column 33: unknown key \"afters\"; expected one of after",
                "'number': '7', 'does': 'busy', 'listens': 1 ^ column 33: \"listens\" means nothing for a subscriber",
                "'number': '7', 'number': '8', 'does': 'busy' ^ column 17: the key \"number\" is here twice",
                "'number': '7', 'does': 'busy', 'after': -1 ^ column 42: \"after\" must be a number of seconds from 0",
                "'number': '7', 'does': 'busy', 'after': '1' ^ column 42: \"after\" must be a number of seconds from 0",
                "'number': '7', 'does': 'busy', 'after': 1e99999 ^ column 42: \"after\" must be a number of seconds",
                "'number': '7', 'does': 'busy', 'after': {} ^ column 42: \"after\" must be a text or a number",
                "'number': '7', 'does': 'rejects' ^ column 1: the key \"status\" is missing; expected a number",
                "'number': '7', 'does': 'rejects', 'status': 200 ^ column 46: \"status\" must be a whole number from 300",
                "'number': '7', 'does': 'rejects', 'status': 486.5 ^ column 46: \"status\" must be a whole number",
                "'number': '7', 'does': 'rejects', 'status': 486, 'q850': 0 ^ column 59: \"q850\" must be a whole",
                "'number': '7', 'does': 'no-answer', 'progress': 100 ^ column 50: \"progress\" must be a whole number",
                "'number': '7', 'does': 'busy', 'hangUp': 'no' ^ column 43: \"hangUp\" must be one of works, gateway-",
                "'number': '1', 'does': 'busy' ^ column 12: \"number\" is given to a second subscriber",
            })
    void what_is_wrong_with_a_subscriber_is_told_with_its_place(String subscriber, String complaint) {
        String first = "{'subscribers': [{'number': '1', 'does': 'busy'},|";

        assertComplaint("line 2, " + complaint, first + "{" + subscriber + "}]}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '~',
            value = {
                "'id': 'a b', 'mailbox': 'm' ^ column 8: \"id\" must be 1 to 256 visible ASCII characters",
                "'id': 'one', 'mailbox': 'm' ^ column 8: \"id\" is given to a second call",
                "'id': 'two', 'mailbox': '*' ^ column 26: \"mailbox\" must be one mailbox",
                "'id': 'two', 'mailbox': 'm', 'state': 'connected' ^ column 40: \"state\" must be one of Idle, Incoming,",
                "'id': 'two', 'mailbox': 'm', 'message': '#' ^ column 42: \"message\" must be 1 to 1024 characters",
                "'id': 'two', 'mailbox': 'm', 'listens': 0 ^ column 42: \"listens\" must be a number of seconds above zero",
            })
    void what_is_wrong_with_a_call_is_told_with_its_place(String call, String complaint) {
        assertComplaint("line 2, " + complaint, "{'calls': [{'id': 'one', 'mailbox': 'm'},|{" + call + "}]}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '~',
            value = {
                "{'calls': [],|} ^ line 2, column 1: this is not JSON",
                "{'calls': [| ^ line 2, column ",
                "{'calls': []} x ^ line 1, column 15: this is not JSON",
                "{'calls': []} {} ^ line 1, column 15: this is not JSON",
                "{|  calls: []} ^ line 2, column 3: this is not JSON",
                "{'calls' []} ^ line 1, column 10: this is not JSON",
                "{'subscribers': [{'number': '7|'}]} ^ line 1, column 31: this is not JSON",
            })
    void a_slip_of_the_pen_is_told_with_its_place(String script, String complaint) {
        assertComplaint(complaint, script);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "{", "[", "{\"", "\"", "{\"calls\"", "{\"calls\":[{", "1e", "nul", "\u0000"})
    void an_unfinished_script_is_refused(String script) {
        assertThrows(ScriptException.class, () -> Script.parse(script));
    }

    @Test
    void every_part_is_optional() {
        assertEquals(List.of(), Script.parse("{}").calls());
    }

    @Test
    void an_exact_number_wins_over_patterns_and_an_earlier_pattern_over_a_later_one() {
        Script script = Script.parse("{\"subscribers\": ["
                + "{\"number\": \"55?\", \"does\": \"busy\"},"
                + "{\"number\": \"55*\", \"does\": \"no-answer\"},"
                + "{\"number\": \"sip:*@a.example\", \"does\": \"declines\"},"
                + "{\"number\": \"551\", \"does\": \"gateway-down\"}]}");

        assertEquals(Does.GATEWAY_DOWN, doing(script, "551"));
        assertEquals(Does.BUSY, doing(script, "552"));
        assertEquals(Does.NO_ANSWER, doing(script, "55"));
        assertEquals(Does.NO_ANSWER, doing(script, "5521"));
        assertEquals(Does.DECLINES, doing(script, "sip:ana@a.example"));
        assertEquals(Subscriber.NOBODY, script.subscriber(new Destination("sip:ana@axexample")));
        assertEquals(Subscriber.NOBODY, script.subscriber(new Destination("155")));
    }

    @Test
    void a_message_for_every_mailbox_is_in_every_mailbox() {
        Script script = Script.parse("{\"messages\": [{\"mailbox\": \"*\", \"id\": \"all\"},"
                + " {\"mailbox\": \"ana\", \"id\": \"hers\"}]}");

        assertTrue(script.message("ben", new ItemId("all")).isPresent());
        assertTrue(script.message("ana", new ItemId("hers")).isPresent());
        assertFalse(script.message("ben", new ItemId("hers")).isPresent());
    }

    @Test
    void ten_thousand_calls_are_read_and_a_slip_in_the_last_one_is_found() {
        String calls = IntStream.range(0, 10_000)
                .mapToObj(i -> "{\"id\": \"call-" + i + "\", \"mailbox\": \"demo\"}")
                .collect(Collectors.joining(",\n"));

        assertEquals(
                10_000, Script.parse("{\"calls\": [" + calls + "]}").calls().size());
        assertComplaint("line 10001, column 2: unknown key", "{'calls': [" + calls + ",\n{'ids': 'x'}]}");
    }

    private static Does doing(Script script, String number) {
        Behaviour behaviour = script.subscriber(new Destination(number)).behaviour();
        if (behaviour instanceof Behaviour.Refuses refuses) {
            return refuses.status().code() == 486 ? Does.BUSY : Does.DECLINES;
        }
        return behaviour instanceof Behaviour.Rings ? Does.NO_ANSWER : Does.GATEWAY_DOWN;
    }

    private static void assertComplaint(String complaint, String script) {
        String json = script.replace('\'', '"').replace('|', '\n');

        var thrown = assertThrows(ScriptException.class, () -> Script.parse(json));

        assertTrue(
                String.valueOf(thrown.getMessage()).startsWith("the script, " + complaint),
                () -> "Expected: the script, " + complaint + "\nbut was:  " + thrown.getMessage());
    }
}
