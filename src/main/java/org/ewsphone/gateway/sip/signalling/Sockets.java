package org.ewsphone.gateway.sip.signalling;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;

/** How connections are made. */
interface Sockets {

    Protocol protocol();

    /** A connection from this address to that one, within so many milliseconds. */
    Socket connect(InetAddress from, InetSocketAddress to, int millis) throws IOException;

    /** Where connections are accepted, if they are. */
    Optional<ServerSocket> listen(InetSocketAddress bind) throws IOException;

    /** Connections in clear text. */
    static Sockets tcp() {
        return new Sockets() {
            @Override
            public Protocol protocol() {
                return Protocol.TCP;
            }

            @Override
            public Socket connect(InetAddress from, InetSocketAddress to, int millis) throws IOException {
                return Sockets.open(from, to, millis);
            }

            @Override
            public Optional<ServerSocket> listen(InetSocketAddress bind) throws IOException {
                return Optional.of(new ServerSocket(bind.getPort(), BACKLOG, bind.getAddress()));
            }
        };
    }

    /** How many may wait to be accepted. */
    int BACKLOG = 50;

    /** A plain connection, without delays that help nobody here. */
    static Socket open(InetAddress from, InetSocketAddress to, int millis) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(to, millis);
            return socket;
        } catch (IOException e) {
            closeQuietly(socket);
            throw e;
        }
    }

    /** Closes, whatever that may say. */
    static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // It is of no use any more either way
        }
    }
}
