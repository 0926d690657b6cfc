package org.ewsphone.dialplan;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.Calls;
import org.ewsphone.call.Destination;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.ManualClock;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.junit.jupiter.api.Test;

final class DailyAllowanceTest {

    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T23:00:00Z"));

    @Test
    void a_mailbox_places_so_many_calls_a_day() {
        DailyAllowance two = calls(2);
        two.take(call("ana"));
        two.take(call("ana"));

        assertUsedUp(two, "ana");
    }

    @Test
    void a_mailbox_does_not_use_up_the_calls_of_another() {
        DailyAllowance one = calls(1);
        one.take(call("ana"));

        assertDoesNotThrow(() -> one.take(call("ben")));
    }

    @Test
    void a_new_day_begins_at_midnight_utc() {
        DailyAllowance one = calls(1);
        one.take(call("ana"));

        clock.advance(Duration.ofHours(1));

        assertDoesNotThrow(() -> one.take(call("ana")));
    }

    @Test
    void calls_that_are_up_count_for_as_long_as_they_may_last() {
        DailyAllowance halfAnHour = minutes(30);
        halfAnHour.take(call("ana"));
        halfAnHour.take(call("ana"));

        assertUsedUp(halfAnHour, "ana");
    }

    @Test
    void a_call_that_is_over_counts_for_what_it_lasted() {
        DailyAllowance tenMinutes = minutes(10);
        tenMinutes.settle(talked(tenMinutes, Duration.ofMinutes(9)));

        tenMinutes.settle(talked(tenMinutes, Duration.ofMinutes(1)));

        assertUsedUp(tenMinutes, "ana");
    }

    @Test
    void a_call_that_nobody_answered_took_no_time() {
        DailyAllowance aMinute = minutes(1);
        PhoneCall call = call("ana");
        aMinute.take(call);
        aMinute.settle(call.on(new CallEvent.Ended(call.id()), clock.instant()));

        assertDoesNotThrow(() -> aMinute.take(call("ana")));
    }

    @Test
    void a_call_that_is_settled_twice_counts_once() {
        DailyAllowance tenMinutes = minutes(10);
        PhoneCall call = talked(tenMinutes, Duration.ofMinutes(6));
        tenMinutes.settle(call);
        tenMinutes.settle(call);

        assertDoesNotThrow(() -> tenMinutes.take(call("ana")));
    }

    @Test
    void zero_is_no_limit() {
        var unlimited = new DailyAllowance(0, Duration.ZERO, LONGEST, clock);

        assertDoesNotThrow(() -> {
            for (int i = 0; i < 1000; i++) {
                unlimited.take(call("ana"));
            }
        });
    }

    private PhoneCall talked(DailyAllowance allowance, Duration time) {
        PhoneCall call = call("ana");
        allowance.take(call);
        PhoneCall answered = call.on(new CallEvent.Answered(call.id()), clock.instant());
        clock.advance(time);
        return answered.on(new CallEvent.Ended(call.id()), clock.instant());
    }

    private void assertUsedUp(DailyAllowance allowance, String mailbox) {
        var refused = assertThrows(CallException.class, () -> allowance.take(call(mailbox)));

        assertEquals(CallFailure.NOT_DIALABLE, refused.failure());
    }

    private DailyAllowance calls(int calls) {
        return new DailyAllowance(calls, Duration.ZERO, LONGEST, clock);
    }

    private DailyAllowance minutes(int minutes) {
        return new DailyAllowance(0, Duration.ofMinutes(minutes), LONGEST, clock);
    }

    private PhoneCall call(String mailbox) {
        return PhoneCall.idle(
                new PhoneCallId(UUID.randomUUID().toString()),
                Calls.NODE,
                mailbox,
                new Destination("+34915550123"),
                new ItemId("AAMkDemo1"),
                clock.instant());
    }
}
