package org.ewsphone.gateway.sip.signalling;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.ewsphone.gateway.sip.message.SipMessage;

/** Carries messages to and from other elements. */
interface Transport extends AutoCloseable {

    Protocol protocol();

    /** Where others reach us. */
    InetSocketAddress address() throws IOException;

    /** Connects if need be, and hands the message over. */
    void send(SipMessage message, InetSocketAddress to) throws IOException;

    @Override
    void close();

    /** Told of what arrives. */
    interface Receiver {

        void received(SipMessage message, Source source);

        /** Nothing more will come from there, and what was sent may be lost. */
        void lost(InetSocketAddress peer);
    }

    /**
     * Where a message came from.
     *
     * @param address the sender's
     * @param back the way back to that sender, at another port where the protocol has none of its own
     */
    record Source(InetSocketAddress address, Back back) {}

    /** The way back. */
    @FunctionalInterface
    interface Back {
        void send(SipMessage message, int port) throws IOException;
    }
}
