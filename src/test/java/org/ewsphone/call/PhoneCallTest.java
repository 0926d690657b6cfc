package org.ewsphone.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class PhoneCallTest {

    private static final PhoneCallId ID = Calls.ID;

    private static final List<CallEvent> EVENTS = List.of(
            new CallEvent.Dialled(ID),
            new CallEvent.Progressed(ID, SipStatus.of(100)),
            new CallEvent.Progressed(ID, SipStatus.of(180)),
            new CallEvent.Progressed(ID, SipStatus.of(181)),
            new CallEvent.Answered(ID),
            new CallEvent.Transferred(ID),
            new CallEvent.Ended(ID),
            new CallEvent.NotPlaced(ID),
            new CallEvent.Lost(ID),
            new CallEvent.NotAnswered(ID, SipStatus.of(487)),
            new CallEvent.Failed(ID, SipStatus.of(486)),
            new CallEvent.Failed(ID, SipStatus.of(603), OptionalInt.of(17)));

    /** Every sequence of five events there is: 248,832 of them, with every call on the way. */
    @Test
    void no_sequence_of_events_leads_backwards_or_out_of_disconnected() {
        everySequenceFrom(Calls.idle(ID), 5);
    }

    private static void everySequenceFrom(PhoneCall call, int length) {
        assertEquals(call.isOver(), call.endedAt().isPresent());
        assertTrue(call.isOver() || call.cause() == ConnectionFailureCause.NONE);
        if (length == 0) {
            return;
        }
        for (CallEvent event : EVENTS) {
            PhoneCall next = call.on(event, Calls.NOON);
            assertFalse(next.state().isBefore(call.state()), () -> call.state() + " went back by " + event);
            if (call.isOver()) {
                assertSame(call, next);
            }
            everySequenceFrom(next, length - 1);
        }
    }

    @Test
    void ringing_is_remembered_when_the_network_gives_up() {
        PhoneCall rang = Calls.idle(ID)
                .on(new CallEvent.Progressed(ID, SipStatus.of(180)), Calls.NOON)
                .on(new CallEvent.Failed(ID, SipStatus.of(480)), Calls.NOON);
        PhoneCall silent = Calls.idle(ID).on(new CallEvent.Failed(ID, SipStatus.of(480)), Calls.NOON);

        assertEquals(ConnectionFailureCause.NO_ANSWER, rang.cause());
        assertEquals(ConnectionFailureCause.UNAVAILABLE, silent.cause());
    }

    @Test
    void a_normal_end_has_no_cause_and_no_status() {
        PhoneCall over = Calls.connected(ID).on(new CallEvent.Ended(ID), Calls.NOON);

        assertEquals(PhoneCallState.DISCONNECTED, over.state());
        assertEquals(ConnectionFailureCause.NONE, over.cause());
        assertTrue(over.sipStatus().isEmpty());
    }

    @Test
    void a_destination_shows_its_last_digits_only() {
        assertEquals("…1212", new Destination("5555551212").toString());
        assertFalse(Calls.idle(ID).toString().contains("5550100"));
    }
}
