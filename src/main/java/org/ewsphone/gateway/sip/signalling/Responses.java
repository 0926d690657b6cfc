package org.ewsphone.gateway.sip.signalling;

import org.ewsphone.gateway.sip.message.SipResponse;

/** Told what becomes of a request, one thing after the other. */
public interface Responses {

    /** An answer came. To an INVITE several may come with a status of success, each to be acknowledged. */
    void received(SipResponse response);

    /** Nothing more will come. */
    void failed(Failure failure);

    /** Why there is no answer. */
    enum Failure {
        /** Nobody answered for as long as one waits. */
        TIMEOUT,
        /** It could not be sent, or the connection broke. */
        TRANSPORT
    }
}
