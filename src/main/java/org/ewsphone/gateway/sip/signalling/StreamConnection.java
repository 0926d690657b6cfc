package org.ewsphone.gateway.sip.signalling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.ewsphone.gateway.sip.message.SipMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection: a thread that reads, and one that writes, so that nobody waits for a peer that does not read. */
final class StreamConnection {

    private static final Logger LOG = LoggerFactory.getLogger(StreamConnection.class);
    private static final int MOST_WAITING = 10_000;
    private static final byte[] PONG = {'\r', '\n'};

    private final Socket socket;
    private final InetSocketAddress peer;
    private final Transport.Receiver receiver;
    private final Consumer<StreamConnection> whenLost;
    private final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread writer = Threads.daemon("sip-write", this::write);

    StreamConnection(
            Socket socket, InetSocketAddress peer, Transport.Receiver receiver, Consumer<StreamConnection> whenLost) {
        this.socket = socket;
        this.peer = peer;
        this.receiver = receiver;
        this.whenLost = whenLost;
    }

    void start() {
        Threads.daemon("sip-read", this::read).start();
        writer.start();
    }

    InetSocketAddress peer() {
        return peer;
    }

    InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void send(SipMessage message) throws IOException {
        hand(message.encode());
    }

    void close() {
        Sockets.closeQuietly(socket);
        writer.interrupt();
    }

    private void hand(byte[] bytes) throws IOException {
        if (socket.isClosed() || !waiting.offer(bytes)) {
            close();
            throw new IOException("The connection is lost, or its peer does not read");
        }
    }

    private void write() {
        try {
            OutputStream out = socket.getOutputStream();
            while (true) {
                out.write(waiting.take());
                out.flush();
            }
        } catch (IOException e) {
            LOG.debug("The connection to {} cannot be written to: {}", peer, e.getMessage());
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Closed, and nothing is left to be written
        }
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(socket.getInputStream())) {
            while (true) {
                receive(in);
            }
        } catch (EOFException e) {
            LOG.debug("The connection to {} was closed there", peer);
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("The connection to {} is of no use any more: {}", peer, e.getMessage());
        } finally {
            close();
            whenLost.accept(this);
        }
    }

    /** What is no message ends the connection: nobody knows where the next one would begin. */
    private void receive(InputStream in) throws IOException {
        String head = head(in);
        int length = Framing.contentLength(head).orElse(0);
        if (length > SipMessage.MAX_SIZE) {
            throw new IllegalArgumentException("The body is too long");
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        SipMessage message = SipMessage.parse(head.strip(), new String(body, UTF_8));
        try {
            receiver.received(message, new Transport.Source(peer, (answer, port) -> send(answer)));
        } catch (RuntimeException e) {
            LOG.warn("What came from {} could not be dealt with", peer, e);
        }
    }

    /** Empty lines before a message keep the connection alive; two of them want one in return (RFC 5626, 3.5.1). */
    private String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int lineBreaks = 0;
        while (lineBreaks < 2 || head.size() == 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            if (next == '\n' && ++lineBreaks == 2 && head.size() == 0) {
                hand(PONG);
                lineBreaks = 0;
            } else if (next != '\n' && next != '\r') {
                lineBreaks = 0;
            }
            if (head.size() > 0 || (next != '\n' && next != '\r')) {
                head.write(next);
            }
            if (head.size() > SipMessage.MAX_SIZE) {
                throw new IllegalArgumentException("The header is too long");
            }
        }
        return head.toString(UTF_8);
    }
}
