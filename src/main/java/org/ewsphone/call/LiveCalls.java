package org.ewsphone.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The calls of this server that are up, counted as they begin and end, so that there are never more than there may be. A
 * call counts until it is over, and no longer than a call may last: the end of one that the network never tells of
 * blocks nobody for ever. Safe for many threads, none of which waits for another.
 */
final class LiveCalls {

    private final int limit;
    private final Duration longestCall;
    private final Predicate<Destination> own;
    private final Clock clock;
    private final AtomicLong begun = new AtomicLong();
    private final Map<PhoneCallId, Live> calls = new ConcurrentHashMap<>();

    /** The same calls, the one whose time is over first at the head. */
    private final NavigableSet<Live> byEnd =
            new ConcurrentSkipListSet<>(Comparator.comparing(Live::until).thenComparingLong(Live::number));

    private final AtomicInteger inAll = new AtomicInteger();
    private final Places mailboxes;
    private final Places destinations;

    /**
     * No calls yet.
     *
     * @param longestCall what no call outlasts
     * @param own the destinations at which a call counts in all, but neither for its mailbox nor for the telephone
     */
    LiveCalls(LiveLimits limits, Duration longestCall, Predicate<Destination> own, Clock clock) {
        this.limit = limits.inAll();
        this.mailboxes = new Places(limits.perMailbox());
        this.destinations = new Places(limits.perDestination());
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
        dropOutlasted();
        Live live = live(call);
        takeOneInAll();
        try {
            takeItsOwn(live);
        } catch (CallException e) {
            inAll.decrementAndGet();
            throw e;
        }
        byEnd.add(live);
        calls.put(call.id(), live);
    }

    private void takeOneInAll() {
        int before = inAll.getAndUpdate(count -> isReached(limit, count) ? count : count + 1);
        if (isReached(limit, before)) {
            throw new CallException(CallFailure.TOO_MANY_CALLS, "So many calls are up already: " + before);
        }
    }

    private void takeItsOwn(Live live) {
        if (live.own) {
            return;
        }
        if (!mailboxes.take(live.call.mailbox())) {
            throw new CallException(CallFailure.TOO_MANY_CALLS, "The mailbox has as many calls as it may");
        }
        if (!destinations.take(live.call.destination())) {
            mailboxes.giveBack(live.call.mailbox());
            throw new CallException(CallFailure.DESTINATION_BUSY, "As many calls go to this number as may");
        }
    }

    private static boolean isReached(int limit, int count) {
        return limit > 0 && count >= limit;
    }

    /** Counts a call that is up already, whatever the limits. */
    void adopt(PhoneCall call) {
        Live live = live(call);
        inAll.incrementAndGet();
        if (!live.own) {
            mailboxes.add(call.mailbox());
            destinations.add(call.destination());
        }
        byEnd.add(live);
        if (calls.putIfAbsent(call.id(), live) != null) {
            giveBack(live);
        }
    }

    /** A call that is not counted, or not any more, changes nothing. */
    void end(PhoneCallId id) {
        Live live = calls.remove(id);
        if (live != null) {
            giveBack(live);
        }
    }

    /** Those that are up now. */
    List<PhoneCall> all() {
        return calls.values().stream().map(Live::call).toList();
    }

    private void giveBack(Live live) {
        byEnd.remove(live);
        inAll.decrementAndGet();
        if (!live.own) {
            mailboxes.giveBack(live.call.mailbox());
            destinations.giveBack(live.call.destination());
        }
    }

    private Live live(PhoneCall call) {
        return new Live(call, own.test(call.destination()), clock.instant().plus(longestCall), begun.incrementAndGet());
    }

    private void dropOutlasted() {
        Instant now = clock.instant();
        for (Live oldest : byEnd) {
            if (now.isBefore(oldest.until)) {
                return;
            }
            end(oldest.call.id());
        }
    }

    /** One that is up, with the end of its time; the number tells apart those that end at the same instant. */
    private record Live(PhoneCall call, boolean own, Instant until, long number) {}

    /** Places for calls, so many for each mailbox, or each number; 0 is no limit. */
    private static final class Places {
        private final Map<Object, Integer> taken = new ConcurrentHashMap<>();
        private final int limit;

        Places(int limit) {
            this.limit = limit;
        }

        /** Whether there was one. */
        boolean take(Object whose) {
            Integer before = taken.putIfAbsent(whose, 1);
            while (before != null && !isReached(limit, before)) {
                if (taken.replace(whose, before, before + 1)) {
                    return true;
                }
                before = taken.putIfAbsent(whose, 1);
            }
            return before == null;
        }

        /** Takes one that perhaps is not there. */
        void add(Object whose) {
            taken.merge(whose, 1, Integer::sum);
        }

        void giveBack(Object whose) {
            taken.computeIfPresent(whose, (same, count) -> count == 1 ? null : count - 1);
        }
    }
}
