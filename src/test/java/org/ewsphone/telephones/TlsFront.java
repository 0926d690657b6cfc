package org.ewsphone.telephones;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Takes TLS off connections and hands them on, as a border controller does for a network that has none. */
final class TlsFront implements AutoCloseable {

    private final SSLServerSocket server;
    private final int behind;
    private final AtomicInteger refused = new AtomicInteger();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    /** In the name of this one, in front of a TCP port of the loopback. */
    TlsFront(Certified own, int port, int behind) throws IOException {
        this.behind = behind;
        this.server = (SSLServerSocket)
                own.context().getServerSocketFactory().createServerSocket(port, 10, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    /** How many clients did not like the certificate. */
    int refused() {
        return refused.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = (SSLSocket) server.accept();
                open.add(client);
                thread(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SSLSocket client) {
        try {
            client.startHandshake();
            var network = new Socket(InetAddress.getLoopbackAddress(), behind);
            open.add(network);
            thread(() -> pump(network, client));
            pump(client, network);
        } catch (SSLException e) {
            refused.incrementAndGet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Somebody hung up the connection, which is the end of both
        }
    }

    private static void thread(Runnable work) {
        var thread = new Thread(work, "tls-front");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
