package org.ewsphone.gateway.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.ewsphone.call.Destination;
import org.ewsphone.gateway.sip.message.CSeq;
import org.ewsphone.gateway.sip.message.Headers;
import org.ewsphone.gateway.sip.message.SipRequest;

/** The requests that begin a conversation. */
final class Invitation {

    /** What may be asked of us. */
    static final String ALLOWED = "INVITE, ACK, CANCEL, BYE, OPTIONS";

    static final String SDP = "application/sdp";

    private Invitation() {}

    /** An INVITE to this destination that offers sound from this port. */
    static SipRequest to(Destination destination, String callId, Line line, InetSocketAddress audio)
            throws IOException {
        String uri = destination.address().startsWith("sip")
                ? destination.address()
                : "sip:" + destination.address() + "@" + line.trunk().domain();
        return new SipRequest(
                "INVITE",
                uri,
                beginning("INVITE", uri, callId, line)
                        .with("Contact", "<" + line.contact() + ">")
                        .with("Allow", ALLOWED)
                        .with("Content-Type", SDP),
                SessionDescription.offer(audio));
    }

    /** Asks the proxy whether it is there (RFC 3261, 11). */
    static SipRequest options(Line line) {
        String uri = "sip:" + line.trunk().domain();
        return new SipRequest(
                "OPTIONS",
                uri,
                beginning("OPTIONS", uri, line.tokens().next(), line).with("Accept", SDP),
                "");
    }

    private static Headers beginning(String method, String uri, String callId, Line line) {
        return Headers.NONE
                .with("Max-Forwards", "70")
                .with(
                        "From",
                        "<" + line.trunk().from() + ">;tag=" + line.tokens().next())
                .with("To", "<" + uri + ">")
                .with("Call-ID", callId)
                .with("CSeq", new CSeq(1, method).toString())
                .with("User-Agent", "ews-phone");
    }
}
