package org.ewsphone.gateway.sip.signalling;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ewsphone.gateway.sip.message.SipMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIP over connections, which are kept and used in both directions, whoever made them (RFC 5923). */
final class StreamTransport implements Transport {

    private static final Logger LOG = LoggerFactory.getLogger(StreamTransport.class);

    /** Whoever could not be reached just now is not tried again so soon: others wait for the answer. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int MAX_CONNECTIONS = 256;

    private final Sockets sockets;
    private final InetSocketAddress bind;
    private final InetSocketAddress proxy;
    private final Duration connecting;
    private final Receiver receiver;
    private final Optional<ServerSocket> listener;
    private final Map<InetSocketAddress, StreamConnection> connections = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, Long> unreachable = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, Object> locks = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Listens where it is bound, when the sockets can be listened to. */
    StreamTransport(
            Sockets sockets, InetSocketAddress bind, InetSocketAddress proxy, Duration connecting, Receiver receiver)
            throws IOException {
        this.sockets = sockets;
        this.bind = bind;
        this.proxy = proxy;
        this.connecting = connecting;
        this.receiver = receiver;
        this.listener = sockets.listen(bind);
        listener.ifPresent(
                server -> Threads.daemon("sip-accept", () -> accept(server)).start());
    }

    @Override
    public Protocol protocol() {
        return sockets.protocol();
    }

    @Override
    public InetSocketAddress address() throws IOException {
        return listener.isPresent()
                ? (InetSocketAddress) listener.get().getLocalSocketAddress()
                : connection(proxy).local();
    }

    @Override
    public void send(SipMessage message, InetSocketAddress to) throws IOException {
        connection(to).send(message);
    }

    @Override
    public void close() {
        closed = true;
        listener.ifPresent(Sockets::closeQuietly);
        connections.values().forEach(StreamConnection::close);
    }

    private StreamConnection connection(InetSocketAddress to) throws IOException {
        StreamConnection open = connections.get(to);
        if (open != null) {
            return open;
        }
        synchronized (locks.computeIfAbsent(to, peer -> new Object())) {
            StreamConnection meanwhile = connections.get(to);
            return meanwhile == null ? connect(to) : meanwhile;
        }
    }

    private StreamConnection connect(InetSocketAddress to) throws IOException {
        Long failedAt = unreachable.get(to);
        if (closed || (failedAt != null && System.nanoTime() - failedAt < PAUSE.toNanos())) {
            throw new ConnectException(closed ? "The gateway is closed" : "There was no connection a moment ago");
        }
        try {
            InetAddress from = bind.getAddress();
            StreamConnection connection = keep(to, sockets.connect(from, to, (int) connecting.toMillis()));
            unreachable.remove(to);
            return connection;
        } catch (IOException e) {
            unreachable.put(to, System.nanoTime());
            throw e;
        }
    }

    private StreamConnection keep(InetSocketAddress peer, Socket socket) {
        var connection = new StreamConnection(socket, peer, receiver, this::forget);
        connections.put(peer, connection);
        connection.start();
        return connection;
    }

    private void forget(StreamConnection connection) {
        connections.remove(connection.peer(), connection);
        receiver.lost(connection.peer());
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                if (connections.size() < MAX_CONNECTIONS) {
                    keep((InetSocketAddress) socket.getRemoteSocketAddress(), socket);
                } else {
                    Sockets.closeQuietly(socket);
                }
            } catch (IOException e) {
                LOG.debug("A connection could not be accepted", e);
            }
        }
    }
}
