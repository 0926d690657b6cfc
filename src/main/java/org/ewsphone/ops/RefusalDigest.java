package org.ewsphone.ops;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ewsphone.call.IdentityRefusal;

/**
 * Makes few lines of many refusals: the first of its kind from an address at once, and one for all the others once a
 * minute. Whoever comes from more addresses than can be told apart is told of in one line, so that no stranger fills the
 * disk, or drives the lines of others out of it. Safe for many threads.
 */
final class RefusalDigest {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_KINDS = 50;
    private static final Kind ALL_OTHERS = new Kind("*", Optional.empty(), Optional.empty());

    private final Clock clock;
    private Map<Kind, Tally> tallies = new LinkedHashMap<>();
    private Instant end = Instant.MIN;

    RefusalDigest(Clock clock) {
        this.clock = clock;
    }

    /** Whether this one gets a line of its own. */
    synchronized boolean isFirst(IdentityRefusal refusal) {
        if (tallies.isEmpty()) {
            end = clock.instant().plus(WINDOW);
        }
        Kind kind = new Kind(refusal.address(), refusal.scheme(), Optional.of(refusal.reason()));
        boolean first = !tallies.containsKey(kind) && tallies.size() < MOST_KINDS;
        Kind counted = first || tallies.containsKey(kind) ? kind : ALL_OTHERS;
        tallies.merge(counted, new Tally(first ? 0 : 1, refusal.at(), refusal.at()), Tally::plus);
        return first;
    }

    /** What has been counted since, when a minute is over; all that there is when it is the end. */
    synchronized List<Summary> due(boolean atTheEnd) {
        if (!atTheEnd && clock.instant().isBefore(end)) {
            return List.of();
        }
        List<Summary> due = tallies.entrySet().stream()
                .filter(entry -> entry.getValue().more() > 0)
                .map(entry -> new Summary(entry.getKey(), entry.getValue()))
                .toList();
        tallies = new LinkedHashMap<>();
        return due;
    }

    /** Refusals that are counted together. */
    record Kind(String address, Optional<String> scheme, Optional<IdentityRefusal.Reason> reason) {}

    /** How many came that have no line of their own, and when the first and the last of all came. */
    record Tally(long more, Instant first, Instant last) {
        Tally plus(Tally later) {
            return new Tally(more + later.more, first, later.last);
        }
    }

    /** What one line tells of many refusals. */
    record Summary(Kind kind, Tally tally) {}
}
