package org.ewsphone.gateway.sip.signalling;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.ewsphone.gateway.sip.message.SipRequest;

/**
 * What the gateway needs of a SIP stack, and all it knows of one; so another stack can be put in its place. Safe for many
 * threads.
 */
public interface Signalling extends AutoCloseable {

    /** The protocol that it speaks. */
    Protocol protocol();

    /** Where others reach us, for Contact; connects first when only a connection tells. */
    InetSocketAddress contact() throws IOException;

    /**
     * Sends a request, again and again where messages may get lost, and tells what comes of it. The request is complete
     * but for its Via.
     *
     * @param hop a SIP URI: the next element, whose parameters but not whose transport count
     * @throws IOException when it cannot be sent; nothing is told then
     */
    ClientTransaction send(SipRequest request, String hop, Responses responses) throws IOException;

    /** Sends an ACK for an INVITE that was granted, once and without an answer. */
    void acknowledge(SipRequest ack, String hop) throws IOException;

    @Override
    void close();
}
