package org.ewsphone.call;

import java.time.Instant;

/** Told of the calls of this node whenever something happens to them, on the thread on which it happens. */
@FunctionalInterface
public interface CallWatcher {

    /**
     * Returns at once and never throws: a caller or the network is waiting. Two threads that change a call at the same
     * time may tell of it in either order, and a call may be told of although nothing has changed.
     *
     * @param call as it stands after it
     * @param origin who caused it
     */
    void on(PhoneCall call, Origin origin, Instant at);
}
