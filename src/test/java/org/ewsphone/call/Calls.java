package org.ewsphone.call;

import java.time.Instant;

/** Calls and callers that the stories of the tests are about. */
public final class Calls {

    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    public static final PhoneCallId ID = new PhoneCallId("OWVl4NWb3N29t");
    public static final NodeName NODE = new NodeName("north");
    public static final Caller ANA = new Caller("ana", "ana");
    public static final Caller BEN = new Caller("ben", "ben");

    private Calls() {}

    public static PhoneCall idle(PhoneCallId id) {
        return PhoneCall.idle(id, NODE, ANA.mailbox(), new Destination("5550100"), new ItemId("AAMkDemo1"), NOON);
    }

    public static PhoneCall connected(PhoneCallId id) {
        return idle(id).on(new CallEvent.Dialled(id), NOON).on(new CallEvent.Answered(id), NOON);
    }
}
