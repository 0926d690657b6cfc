package org.ewsphone.api;

import jakarta.json.JsonObjectBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** What was told lately, as bytes and bounded by them, so that whoever lost the connection can go on. Safe for many threads. */
final class Backlog {

    private static final int MOST_EVENTS = 1000;

    private final String epoch;
    private final int mostBytes;
    private final Deque<Event> events = new ArrayDeque<>();
    private long next = 1;
    private int size;

    /** An empty one of so many bytes at most, whose events have ids that begin with this. */
    Backlog(String epoch, int mostBytes) {
        this.epoch = epoch;
        this.mostBytes = mostBytes;
    }

    synchronized void add(String name, JsonObjectBuilder data) {
        byte[] bytes = Events.bytes(id(next), name, data.build().toString());
        events.addLast(new Event(next, bytes));
        next++;
        size += bytes.length;
        while (size > mostBytes || events.size() > MOST_EVENTS) {
            size -= events.removeFirst().bytes().length;
        }
    }

    private String id(long number) {
        return epoch + "-" + number;
    }

    /** From here on nobody can go on with what was told before. */
    synchronized void skip() {
        events.clear();
        size = 0;
        next++;
    }

    /** The number of the event after the one of this id; that of the next one for whoever begins. */
    synchronized long placeAfter(Optional<String> id) {
        if (id.isEmpty()) {
            return next;
        }
        return id.filter(known -> known.startsWith(epoch + "-"))
                .flatMap(known -> number(known.substring(epoch.length() + 1)))
                .map(number -> number + 1)
                .orElse(0L);
    }

    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** Whether something is missing between this place and what is still known. */
    synchronized boolean isLost(long place) {
        long oldest = events.isEmpty() ? next : events.getFirst().number();
        return place < oldest || place > next;
    }

    /** The next event at this place, if it has come already. */
    synchronized Optional<Event> at(long place) {
        if (events.isEmpty() || place > events.getLast().number()) {
            return Optional.empty();
        }
        Iterator<Event> newestFirst = events.descendingIterator();
        while (newestFirst.hasNext()) {
            Event event = newestFirst.next();
            if (event.number() <= place) {
                return event.number() == place ? Optional.of(event) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** What tells somebody to look at everything anew, and to go on from now. */
    synchronized Event reload() {
        return new Event(next - 1, Events.bytes(id(next - 1), "reload", "{}"));
    }

    /** One event, by its number. */
    @SuppressWarnings("ArrayRecordComponent") // Written to connections and never compared
    record Event(long number, byte[] bytes) {}
}
