package org.ewsphone.gateway.sip.signalling;

/** What carries SIP messages. */
public enum Protocol {
    /** Datagrams, which may get lost and are sent again. */
    UDP(5060),
    /** A connection. */
    TCP(5060),
    /** A connection that nobody else can read or pretend to be. */
    TLS(5061);

    private final int port;

    Protocol(int port) {
        this.port = port;
    }

    /** The port when none is told (RFC 3261, 19.1.2). */
    public int port() {
        return port;
    }

    /** Whether what was sent arrives, or a failure is told. */
    boolean isReliable() {
        return this != UDP;
    }
}
