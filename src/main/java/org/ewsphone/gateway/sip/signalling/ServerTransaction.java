package org.ewsphone.gateway.sip.signalling;

import org.ewsphone.gateway.sip.message.SipResponse;

/** A request that came, to be answered once. */
public interface ServerTransaction {

    /** Answers; the answer is repeated as often as the request is. */
    void answer(SipResponse response);
}
