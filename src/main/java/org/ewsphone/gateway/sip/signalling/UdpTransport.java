package org.ewsphone.gateway.sip.signalling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.ewsphone.gateway.sip.message.SipMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIP in datagrams: one socket, one thread that reads. */
final class UdpTransport implements Transport {

    private static final Logger LOG = LoggerFactory.getLogger(UdpTransport.class);
    private static final int BUFFER = 1 << 20;

    private final DatagramSocket socket;
    private final Receiver receiver;

    UdpTransport(InetSocketAddress bind, Receiver receiver) throws IOException {
        this.socket = new DatagramSocket(bind);
        this.receiver = receiver;
        socket.setReceiveBufferSize(BUFFER);
        Threads.daemon("sip-udp", this::read).start();
    }

    @Override
    public Protocol protocol() {
        return Protocol.UDP;
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void send(SipMessage message, InetSocketAddress to) throws IOException {
        byte[] bytes = message.encode();
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    @Override
    public void close() {
        socket.close();
    }

    private void read() {
        byte[] buffer = new byte[SipMessage.MAX_SIZE];
        while (!socket.isClosed()) {
            var packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                receive(Arrays.copyOf(buffer, packet.getLength()), (InetSocketAddress) packet.getSocketAddress());
            } catch (IOException e) {
                LOG.debug("A datagram could not be read", e);
            } catch (RuntimeException e) {
                LOG.warn("What came by UDP could not be dealt with", e);
            }
        }
    }

    private void receive(byte[] bytes, InetSocketAddress from) {
        try {
            SipMessage message = parse(bytes);
            receiver.received(
                    message,
                    new Source(from, (answer, port) -> send(answer, new InetSocketAddress(from.getAddress(), port))));
        } catch (IllegalArgumentException e) {
            LOG.debug("A datagram from {} is no SIP message: {}", from, e.getMessage());
        }
    }

    /** The body is what Content-Length says, or the rest (RFC 3261, 18.3). */
    private static SipMessage parse(byte[] bytes) {
        int end = Framing.endOfHead(bytes, bytes.length);
        if (end < 0) {
            throw new IllegalArgumentException("The header has no end");
        }
        String head = new String(bytes, 0, end, UTF_8).strip();
        int rest = bytes.length - end;
        int length = Framing.contentLength(head).orElse(rest);
        if (length > rest) {
            throw new IllegalArgumentException("The body is shorter than its length says");
        }
        return SipMessage.parse(head, new String(bytes, end, length, UTF_8));
    }
}
