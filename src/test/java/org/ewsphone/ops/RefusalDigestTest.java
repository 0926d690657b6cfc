package org.ewsphone.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ewsphone.call.Calls;
import org.ewsphone.call.IdentityRefusal;
import org.ewsphone.call.ManualClock;
import org.junit.jupiter.api.Test;

final class RefusalDigestTest {

    private final ManualClock clock = new ManualClock(Calls.NOON);
    private final RefusalDigest digest = new RefusalDigest(clock);

    private IdentityRefusal from(String address) {
        return new IdentityRefusal(
                clock.instant(), "r1", address, Optional.of("basic"), IdentityRefusal.Reason.NOT_ACCEPTED);
    }

    @Test
    void the_first_has_a_line_of_its_own_and_the_others_are_told_when_the_minute_is_over() {
        assertTrue(digest.isFirst(from("192.0.2.1")));
        assertFalse(digest.isFirst(from("192.0.2.1")));
        assertFalse(digest.isFirst(from("192.0.2.1")));
        clock.advance(Duration.ofSeconds(59));
        assertEquals(List.of(), digest.due(false));

        clock.advance(Duration.ofSeconds(1));

        List<RefusalDigest.Summary> due = digest.due(false);
        assertEquals(1, due.size());
        assertEquals("192.0.2.1", due.get(0).kind().address());
        assertEquals(2, due.get(0).tally().more());
        assertTrue(digest.isFirst(from("192.0.2.1")), "a new minute");
    }

    @Test
    void strangers_from_ever_new_addresses_make_no_more_than_some_lines_a_minute() {
        long lines = IntStream.range(0, 10_000)
                .filter(i -> digest.isFirst(from("192.0.2." + i)))
                .count();

        assertEquals(50, lines);
        List<RefusalDigest.Summary> due = digest.due(true);
        assertEquals(1, due.size());
        assertEquals("*", due.get(0).kind().address());
        assertEquals(9_950, due.get(0).tally().more());
    }

    @Test
    void whoever_comes_once_has_no_second_line() {
        digest.isFirst(from("192.0.2.1"));

        assertEquals(List.of(), digest.due(true));
    }
}
