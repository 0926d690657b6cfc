package org.ewsphone.call;

import java.time.Instant;

/** What becomes of a call, given the time by the registry's clock, which is one and the same for all nodes. */
@FunctionalInterface
public interface CallChange {

    /** The call after the change; the same call when nothing changes. */
    PhoneCall applyTo(PhoneCall call, Instant now);
}
