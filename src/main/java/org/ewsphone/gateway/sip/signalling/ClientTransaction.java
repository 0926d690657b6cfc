package org.ewsphone.gateway.sip.signalling;

import org.ewsphone.gateway.sip.message.SipRequest;

/** A request that was sent. */
public interface ClientTransaction {

    /** The request as it was sent. */
    SipRequest request();

    /**
     * Takes an INVITE back. What is asked before anybody has answered goes out with the first provisional answer, and not
     * at all after a final one (RFC 3261, 9.1). Asking twice is the same as asking once.
     */
    void cancel();
}
