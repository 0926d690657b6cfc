package org.ewsphone.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ewsphone.call.OperationRecord;
import org.junit.jupiter.api.Test;

final class JournalTest {

    private final Journal journal = new Journal(3, 4);

    @Test
    void it_keeps_the_last_requests_and_forgets_the_others() {
        tell("one", "two", "three", "four", "five");

        assertEquals(List.of("five", "four", "three"), ids(Long.MAX_VALUE));
        assertEquals(List.of("three"), ids(4));
        assertEquals(5, journal.newest());
        assertTrue(journal.find(2).isEmpty());
        assertEquals("three", journal.find(3).orElseThrow().operation().requestId());
    }

    @Test
    void it_keeps_the_beginning_of_what_is_long_and_knows_how_long_it_was() {
        journal.on(operation("long"), bytes("123456"), bytes("1234"));

        JournalEntry entry = journal.find(1).orElseThrow();
        assertEquals("1234", new String(entry.request(), StandardCharsets.UTF_8));
        assertEquals(6, entry.requestSize());
        assertEquals("1234", new String(entry.answer(), StandardCharsets.UTF_8));
    }

    @Test
    void the_numbers_go_on_after_it_was_cleared() {
        tell("one", "two");
        journal.clear();
        tell("three");

        assertEquals(List.of("three"), ids(Long.MAX_VALUE));
        assertEquals(3, journal.newest());
    }

    @Test
    void a_journal_of_no_size_keeps_nothing() {
        var none = new Journal(0, 4);
        none.on(operation("one"), bytes(""), bytes(""));

        assertEquals(0, none.before(Long.MAX_VALUE).count());
        assertTrue(none.find(1).isEmpty());
        none.clear();
    }

    @Test
    void passwords_and_tokens_within_an_envelope_are_masked() {
        String text = EnvelopeText.of(bytes("<o:Password Type=\"x\">hunter2</o:Password><BinarySecurityToken>abc"));

        assertEquals("<o:Password Type=\"x\">•••</o:Password><BinarySecurityToken>•••", text);
    }

    @Test
    void an_envelope_in_utf_16_can_be_read() {
        assertEquals("<a>ñ</a>", EnvelopeText.of("<a>ñ</a>".getBytes(StandardCharsets.UTF_16LE)));
        assertTrue(EnvelopeText.of("<a>ñ</a>".getBytes(StandardCharsets.UTF_16)).endsWith("<a>ñ</a>"));
    }

    private void tell(String... ids) {
        for (String id : ids) {
            journal.on(operation(id), bytes(id), bytes(id));
        }
    }

    private List<String> ids(long before) {
        return journal.before(before)
                .map(entry -> entry.operation().requestId())
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static OperationRecord operation(String id) {
        return new OperationRecord(
                Instant.EPOCH,
                id,
                "ana",
                "ana",
                "127.0.0.1",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "NoError",
                200,
                Duration.ZERO);
    }
}
