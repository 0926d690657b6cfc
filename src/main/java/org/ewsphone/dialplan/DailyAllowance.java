package org.ewsphone.dialplan;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;

/** How many calls a mailbox may place on one day, and how long they may last in all. Kept in memory; safe for many threads. */
final class DailyAllowance {

    private static final int MAX_MAILBOXES = 100_000;

    private final int calls;
    private final Duration time;
    private final Duration longestCall;
    private final Clock clock;

    private volatile Day today = new Day(Long.MIN_VALUE);

    /**
     * Nothing is used up yet.
     *
     * @param calls calls of a mailbox on one day of UTC; 0 is no limit
     * @param time talking time of a mailbox on such a day; zero is no limit
     * @param longestCall what a call counts for until it is over, so that many at once do not escape the limit
     */
    DailyAllowance(int calls, Duration time, Duration longestCall, Clock clock) {
        this.calls = calls;
        this.time = time;
        this.longestCall = longestCall;
        this.clock = clock;
    }

    /** Counts a new call; throws {@link CallException} when its mailbox has used up what it may today. */
    void take(PhoneCall call) {
        Map<String, Use> uses = today().uses;
        if (uses.size() >= MAX_MAILBOXES && !uses.containsKey(call.mailbox())) {
            throw new CallException(CallFailure.NOT_DIALABLE, "Calls of too many mailboxes are counted today");
        }
        uses.compute(call.mailbox(), (mailbox, before) -> {
            Use use = before == null ? new Use() : before;
            if (isUsedUp(use)) {
                throw new CallException(CallFailure.NOT_DIALABLE, "The mailbox has used up its calls of today");
            }
            use.calls++;
            use.live.add(call.id());
            return use;
        });
    }

    private boolean isUsedUp(Use use) {
        return (calls > 0 && use.calls >= calls)
                || (!time.isZero() && use.time(longestCall).compareTo(time) >= 0);
    }

    /** Counts what the call lasted. A call of yesterday, or one that was counted already, changes nothing. */
    void settle(PhoneCall call) {
        today().uses.computeIfPresent(call.mailbox(), (mailbox, use) -> {
            if (use.live.remove(call.id())) {
                use.talked = use.talked.plus(talked(call));
            }
            return use;
        });
    }

    private Day today() {
        long number = TimeUnit.MILLISECONDS.toDays(clock.millis());
        Day day = today;
        return day.number == number ? day : turnedTo(number);
    }

    private synchronized Day turnedTo(long number) {
        if (today.number != number) {
            today = new Day(number);
        }
        return today;
    }

    private static Duration talked(PhoneCall call) {
        return call.answeredAt()
                .flatMap(answer -> call.endedAt().map(end -> Duration.between(answer, end)))
                .orElse(Duration.ZERO);
    }

    /** What was used up on a day of UTC, counted from that of 1970. Mailboxes do not wait for each other. */
    private static final class Day {
        private final long number;
        private final Map<String, Use> uses = new ConcurrentHashMap<>();

        Day(long number) {
            this.number = number;
        }
    }

    /** What one mailbox has used up on this day. It changes within the map alone, one change at a time. */
    private static final class Use {
        private int calls;
        private Duration talked = Duration.ZERO;
        private final Set<PhoneCallId> live = new HashSet<>();

        private Duration time(Duration longestCall) {
            return talked.plus(longestCall.multipliedBy(live.size()));
        }
    }
}
