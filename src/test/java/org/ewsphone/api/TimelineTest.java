package org.ewsphone.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.Caller;
import org.ewsphone.call.Calls;
import org.ewsphone.call.HangUpClaim;
import org.ewsphone.call.Origin;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.junit.jupiter.api.Test;

final class TimelineTest {

    private static final Instant AT = Calls.NOON;
    private static final Origin ANA = Origin.of(new Caller("ana", "ana"));
    private static final HangUpClaim CLAIM = new HangUpClaim(new UUID(1, 2), AT.plusSeconds(20));

    private final Timeline timeline = new Timeline();
    private final PhoneCall connected = Calls.connected(Calls.ID);
    private final PhoneCall claimed = connected.claimedWith(CLAIM, AT);
    private final PhoneCall over = claimed.on(new CallEvent.Ended(Calls.ID), AT);

    @Test
    void whoever_asked_for_the_end_has_caused_it_although_the_network_tells_first() {
        add(connected, Origin.NETWORK);
        add(claimed, ANA);
        add(over, Origin.NETWORK);
        add(over, ANA);

        assertEquals(List.of("STATE NETWORK", "HANG_UP CALLER", "STATE CALLER"), story());
    }

    @Test
    void after_a_hang_up_that_failed_it_is_the_network_that_ends_a_call() {
        add(connected, Origin.NETWORK);
        add(claimed, ANA);
        add(claimed.released(CLAIM.token()), Origin.NETWORK);
        add(over, Origin.NETWORK);

        assertEquals(List.of("STATE NETWORK", "HANG_UP CALLER", "HANG_UP_FAILED NETWORK", "STATE NETWORK"), story());
    }

    @Test
    void what_is_told_too_late_or_twice_is_no_step() {
        add(connected, Origin.NETWORK);
        add(connected, Origin.NETWORK);
        add(over, Origin.LIMIT);
        add(connected, Origin.NETWORK);

        assertEquals(List.of("STATE NETWORK", "STATE LIMIT"), story());
    }

    @Test
    void a_call_that_cannot_be_hung_up_is_not_told_of_for_ever() {
        add(connected, Origin.NETWORK);
        for (int i = 0; i < 1000; i++) {
            add(claimed, ANA);
            add(connected, Origin.NETWORK);
        }
        add(over, Origin.NETWORK);

        assertEquals(34, timeline.steps().size());
        assertEquals("STATE NETWORK", story().get(33));
    }

    @Test
    void timelines_are_kept_of_the_last_calls_only() {
        var timelines = new Timelines(1);
        timelines.on(connected, ANA, AT);
        timelines.on(Calls.connected(new PhoneCallId("other")), ANA, AT.plus(Duration.ofSeconds(1)));

        assertEquals(List.of(), timelines.of(Calls.ID));
        assertEquals(1, timelines.of(new PhoneCallId("other")).size());
    }

    private void add(PhoneCall call, Origin origin) {
        timeline.add(call, origin, AT);
    }

    private List<String> story() {
        return timeline.steps().stream()
                .map(step -> step.kind() + " " + step.origin().kind())
                .toList();
    }
}
