package org.ewsphone.gateway.simulated;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ewsphone.call.Destination;

/** What subscribers do at their next calls, before they do again what the script says. Safe for many threads. */
final class NextBehaviours {

    private static final int MOST_CALLS = 100;
    private static final int MOST_NUMBERS = 1000;

    private final Map<String, Deque<Subscriber>> next = new LinkedHashMap<>();

    /** What is done at this call, which takes it away. */
    synchronized Optional<Subscriber> of(Destination destination) {
        Deque<Subscriber> waiting = next.get(destination.address());
        if (waiting == null) {
            return Optional.empty();
        }
        Subscriber first = waiting.removeFirst();
        if (waiting.isEmpty()) {
            next.remove(destination.address());
        }
        return Optional.of(first);
    }

    /** Takes the place of what was to be done at this number. Throws {@link IllegalArgumentException} when it is too much. */
    synchronized void put(String number, List<Subscriber> behaviours) {
        if (behaviours.size() > MOST_CALLS) {
            throw new IllegalArgumentException("At most the next " + MOST_CALLS + " calls to a number can be told");
        }
        if (behaviours.isEmpty()) {
            next.remove(number);
        } else if (next.size() >= MOST_NUMBERS && !next.containsKey(number)) {
            throw new IllegalArgumentException(
                    "The next calls can be told for at most " + MOST_NUMBERS + " numbers; reset the town first");
        } else {
            next.put(number, new ArrayDeque<>(behaviours));
        }
    }

    /** Those of this number, the next one first, as a script has them. */
    synchronized List<String> listed(String number) {
        Deque<Subscriber> waiting = next.get(number);
        return waiting == null
                ? List.of()
                : waiting.stream().map(Subscriber::script).toList();
    }

    /** The numbers that have any. */
    synchronized List<String> numbers() {
        return List.copyOf(next.keySet());
    }

    synchronized void clear() {
        next.clear();
    }
}
