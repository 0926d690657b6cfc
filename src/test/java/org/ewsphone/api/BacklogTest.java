package org.ewsphone.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BacklogTest {

    private final Backlog backlog = new Backlog("now", 1_000_000);

    @Test
    void whoever_begins_is_told_what_comes_from_now_on() {
        add(2);
        long place = backlog.placeAfter(Optional.empty());

        assertTrue(backlog.at(place).isEmpty());
        assertFalse(backlog.isLost(place));
        add(1);
        assertEquals("id: now-3\nevent: n\ndata: {}\n\n", text(place));
    }

    @Test
    void whoever_comes_back_goes_on_where_they_were() {
        add(3);

        long place = backlog.placeAfter(Optional.of("now-1"));

        assertFalse(backlog.isLost(place));
        assertTrue(text(place).startsWith("id: now-2\n"));
    }

    @Test
    void whoever_was_away_for_too_long_or_at_another_server_has_missed_something() {
        add(2000);

        assertTrue(backlog.isLost(backlog.placeAfter(Optional.of("now-1"))));
        assertTrue(backlog.isLost(backlog.placeAfter(Optional.of("then-1999"))));
        assertTrue(backlog.isLost(backlog.placeAfter(Optional.of("now-9999"))));
        assertTrue(backlog.isLost(backlog.placeAfter(Optional.of("nonsense"))));
        assertFalse(backlog.isLost(backlog.placeAfter(Optional.of("now-2000"))));
    }

    @Test
    void what_is_more_than_it_may_keep_is_lost_the_oldest_first() {
        var small = new Backlog("now", 100);
        for (int i = 0; i < 10; i++) {
            small.add("n", Words.JSON.createObjectBuilder());
        }

        assertTrue(small.isLost(small.placeAfter(Optional.of("now-6"))));
        assertFalse(small.isLost(small.placeAfter(Optional.of("now-7"))));
    }

    @Test
    void a_reload_takes_somebody_to_what_comes_next() {
        add(2000);

        Backlog.Event reload = backlog.reload();

        assertFalse(backlog.isLost(reload.number() + 1));
        assertTrue(backlog.at(reload.number() + 1).isEmpty());
    }

    @Test
    void nobody_goes_on_from_before_a_skip() {
        add(2);
        long waiting = backlog.placeAfter(Optional.empty());
        backlog.skip();

        assertTrue(backlog.isLost(waiting));
        assertFalse(backlog.isLost(backlog.placeAfter(Optional.empty())));
    }

    private void add(int events) {
        for (int i = 0; i < events; i++) {
            backlog.add("n", Words.JSON.createObjectBuilder());
        }
    }

    private String text(long place) {
        return new String(backlog.at(place).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }
}
