package org.ewsphone.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The calls of this server that are up, counted as they begin and end, so that there are never more than there may be. A
 * call counts until it is over, and no longer than a call may last: the end of one that the network never tells of
 * blocks nobody for ever. Safe for many threads.
 */
final class LiveCalls {

    private final LiveLimits limits;
    private final Duration longestCall;
    private final Predicate<Destination> own;
    private final Clock clock;

    /** All of them, the one whose time is over first at the head. */
    private final Map<PhoneCallId, Live> calls = new LinkedHashMap<>();

    private final Map<String, Integer> mailboxes = new HashMap<>();
    private final Map<Destination, Integer> destinations = new HashMap<>();

    /**
     * No calls yet.
     *
     * @param longestCall what no call outlasts
     * @param own the destinations at which a call counts in all, but neither for its mailbox nor for the telephone
     */
    LiveCalls(LiveLimits limits, Duration longestCall, Predicate<Destination> own, Clock clock) {
        this.limits = limits;
        this.longestCall = longestCall;
        this.own = own;
        this.clock = clock;
    }

    /**
     * Counts a call that is about to be placed.
     *
     * @throws CallException with {@link CallFailure#TOO_MANY_CALLS} or {@link CallFailure#DESTINATION_BUSY}
     */
    void begin(PhoneCall call) {
        Live live = live(call);
        synchronized (calls) {
            dropOutlasted();
            requireRoom(live);
            count(live);
        }
    }

    /** Counts a call that is up already, whatever the limits. */
    void adopt(PhoneCall call) {
        Live live = live(call);
        synchronized (calls) {
            count(live);
        }
    }

    /** A call that is not counted, or not any more, changes nothing. */
    void end(PhoneCallId id) {
        synchronized (calls) {
            Live live = calls.remove(id);
            if (live != null) {
                uncount(live);
            }
        }
    }

    private Live live(PhoneCall call) {
        return new Live(call, own.test(call.destination()), clock.instant().plus(longestCall));
    }

    private void requireRoom(Live live) {
        if (isReached(limits.inAll(), calls.size())) {
            throw new CallException(CallFailure.TOO_MANY_CALLS, "So many calls are up already: " + calls.size());
        }
        if (live.own) {
            return;
        }
        if (isReached(limits.perMailbox(), mailboxes.getOrDefault(live.call.mailbox(), 0))) {
            throw new CallException(CallFailure.TOO_MANY_CALLS, "The mailbox has as many calls as it may");
        }
        if (isReached(limits.perDestination(), destinations.getOrDefault(live.call.destination(), 0))) {
            throw new CallException(CallFailure.DESTINATION_BUSY, "As many calls go to this number as may");
        }
    }

    private static boolean isReached(int limit, int count) {
        return limit > 0 && count >= limit;
    }

    private void count(Live live) {
        if (calls.putIfAbsent(live.call.id(), live) == null && !live.own) {
            mailboxes.merge(live.call.mailbox(), 1, Integer::sum);
            destinations.merge(live.call.destination(), 1, Integer::sum);
        }
    }

    private void uncount(Live live) {
        if (!live.own) {
            mailboxes.computeIfPresent(live.call.mailbox(), (mailbox, count) -> count == 1 ? null : count - 1);
            destinations.computeIfPresent(live.call.destination(), (number, count) -> count == 1 ? null : count - 1);
        }
    }

    private void dropOutlasted() {
        Instant now = clock.instant();
        Iterator<Live> oldestFirst = calls.values().iterator();
        while (oldestFirst.hasNext()) {
            Live live = oldestFirst.next();
            if (now.isBefore(live.until)) {
                return;
            }
            oldestFirst.remove();
            uncount(live);
        }
    }

    private record Live(PhoneCall call, boolean own, Instant until) {}
}
