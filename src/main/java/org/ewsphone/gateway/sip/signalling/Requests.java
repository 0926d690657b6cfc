package org.ewsphone.gateway.sip.signalling;

import org.ewsphone.gateway.sip.message.SipRequest;

/** Told of the requests that come; never of an ACK or a CANCEL, which belong to others, nor of a repetition. */
@FunctionalInterface
public interface Requests {

    /** A request came, and waits for its answer. */
    void received(SipRequest request, ServerTransaction transaction);
}
