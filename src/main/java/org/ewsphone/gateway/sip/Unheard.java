package org.ewsphone.gateway.sip;

import org.ewsphone.gateway.sip.message.SipResponse;
import org.ewsphone.gateway.sip.signalling.Responses;

/** For requests whose answer changes nothing. */
final class Unheard implements Responses {

    @Override
    public void received(SipResponse response) {}

    @Override
    public void failed(Failure failure) {}
}
