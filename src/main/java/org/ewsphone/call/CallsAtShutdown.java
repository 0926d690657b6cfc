package org.ewsphone.call;

/** What becomes of the calls that are up when the server ends. */
public enum CallsAtShutdown {
    /** They stay up, for as long as both sides and the network like. */
    LEAVE,
    /** Each is hung up. */
    HANG_UP
}
