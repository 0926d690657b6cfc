package org.ewsphone.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * A subscriber of events, with a thread that reads as fast as they come, or that has stopped to read. One of many looks at
 * what it is told; the others only count bytes, or they would cost more than the server.
 */
final class Listener implements AutoCloseable {

    private static final Pattern ENDED = Pattern.compile("\"endedAt\":\"([0-9T:.-]+Z)\"");
    private static final Pattern ID = Pattern.compile("(?m)^id: (\\S+)$");
    private static final int NARROW = 1024;

    private final Socket socket;
    private final InputStream in;
    private final boolean looks;
    private final List<Double> latenesses = new ArrayList<>();
    private long bytes;

    /**
     * Subscribes, and reads the greeting.
     *
     * @param narrow whether the socket has little room for what is not read
     * @param looks whether it looks at each event
     * @param after the id of the last event it knows; blank when it begins
     */
    Listener(URI url, SSLContext trust, String authorization, boolean narrow, boolean looks, String after)
            throws IOException {
        this.looks = looks;
        var plain = new Socket();
        if (narrow) {
            plain.setReceiveBufferSize(NARROW);
        }
        plain.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        socket = trust.getSocketFactory().createSocket(plain, url.getHost(), url.getPort(), true);
        socket.getOutputStream()
                .write(("GET " + url.getRawPath() + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nAuthorization: "
                                + authorization + "\r\n" + (after.isEmpty() ? "" : "Last-Event-ID: " + after + "\r\n")
                                + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        in = new BufferedInputStream(socket.getInputStream());
        String greeting = until("retry: 1000");
        if (!greeting.startsWith("HTTP/1.1 200")) {
            throw new IOException("This is no subscription: " + greeting);
        }
    }

    private String until(String end) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The connection ended after: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** The id of the next event; nothing is read after it. */
    String nextId() throws IOException {
        Matcher id = ID.matcher(until("\nevent: "));
        return id.find() ? id.group(1) : nextId();
    }

    /** Reads from now on. */
    void start() {
        var reader = new Thread(this::read, "listener");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        var buffer = new byte[65_536];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                Instant now = Instant.now();
                String text = looks ? new String(buffer, 0, count, StandardCharsets.ISO_8859_1) : "";
                take(count, text, now);
            }
        } catch (IOException e) {
            return; // Closed, by whichever side
        }
    }

    /** What is cut by the end of a block, or of a chunk, is not looked at. */
    private synchronized void take(int count, String text, Instant now) {
        bytes += count;
        Matcher ended = ENDED.matcher(text);
        while (ended.find()) {
            latenesses.add(Duration.between(Instant.parse(ended.group(1)), now).toNanos() / 1e6);
        }
    }

    /** Bytes that it was told since the last time somebody asked, encrypted ones not counted. */
    synchronized long takeBytes() {
        long now = bytes;
        bytes = 0;
        return now;
    }

    /** Milliseconds from the end of a call, as the server has it, to its arrival here; the fastest first. */
    synchronized double[] takeLatenesses() {
        double[] all = latenesses.stream().mapToDouble(Double::doubleValue).toArray();
        latenesses.clear();
        Arrays.sort(all);
        return all;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
