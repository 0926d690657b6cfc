package org.ewsphone.registry.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS before a server on the loopback, with a certificate of its own for localhost. */
final class TlsFront implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final Path keys;
    private final ServerSocket socket;
    private final int behind;

    /** Before this port; its certificate is kept in the directory. */
    TlsFront(Path directory, int behind) throws IOException, GeneralSecurityException, InterruptedException {
        this.keys = directory.resolve("keys.p12");
        this.behind = behind;
        makeKeys();
        socket = context().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        inBackground(this::accept);
    }

    private void makeKeys() throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-alias",
                        "localhost",
                        "-keystore",
                        keys.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(keys.resolveSibling("keytool.log").toFile())
                .start();
        if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
            throw new IOException(Files.readString(keys.resolveSibling("keytool.log")));
        }
    }

    private SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), null, null);
        return context;
    }

    private void accept() throws IOException {
        while (!socket.isClosed()) {
            Socket client = socket.accept();
            inBackground(() -> {
                try (client;
                        Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
                    inBackground(() -> pump(server, client));
                    pump(client, server);
                }
            });
        }
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (to;
                InputStream bytes = from.getInputStream()) {
            bytes.transferTo(to.getOutputStream());
        }
    }

    /** Ends with its connections. */
    private static void inBackground(Task task) {
        var thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // The one side or the other has gone
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is done with sockets. */
    @FunctionalInterface
    private interface Task {
        void run() throws IOException;
    }
}
