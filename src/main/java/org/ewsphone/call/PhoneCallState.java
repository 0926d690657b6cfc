package org.ewsphone.call;

/**
 * How far a call has come: the states of [MS-OXWUMS] 2.2.5.2, in the order in which a call may pass through them. A
 * call only goes forward, and {@link #DISCONNECTED} is final.
 */
public enum PhoneCallState {
    /** Nothing was sent to the network yet. */
    IDLE,
    /** A call that somebody else places to us. */
    INCOMING,
    /** The network was asked, and has not rung the telephone yet. */
    CONNECTING,
    /** The call goes on to another telephone. */
    FORWARDING,
    /** The telephone rings. */
    ALERTED,
    /** Somebody answered. */
    CONNECTED,
    /** An answered call goes on to another telephone. */
    TRANSFERRING,
    /** Over, for whatever reason. */
    DISCONNECTED;

    /** Whether a call in this state may still come to the other one. */
    public boolean isBefore(PhoneCallState other) {
        return compareTo(other) < 0;
    }
}
