package org.ewsphone.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** One connection that is kept, without a client library whose cost would be in the way. For one thread at a time. */
final class Connection implements AutoCloseable {

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *(\\d+)");

    private final Socket socket;
    private final String head;
    private final byte[] buffer = new byte[16_384];
    private int filled;

    Connection(URI url, SSLContext trust, String authorization) throws IOException {
        socket = url.getScheme().equals("https")
                ? trust.getSocketFactory().createSocket(url.getHost(), url.getPort())
                : new Socket(url.getHost(), url.getPort());
        socket.setTcpNoDelay(true);
        head = "POST " + url.getRawPath() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nContent-Type: text/xml; charset=utf-8\r\nAccept: text/xml\r\nAuthorization: " + authorization
                + "\r\nContent-Length: ";
    }

    /** Sends the envelope and returns the answer's; throws {@link IOException} when that is no success. */
    String post(byte[] envelope) throws IOException {
        byte[] start = (head + envelope.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[start.length + envelope.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(envelope, 0, request, start.length, envelope.length);
        socket.getOutputStream().write(request);
        String answer = read();
        if (!answer.contains(Envelope.SUCCESS)) {
            throw new IOException("This is no success: " + answer);
        }
        return answer;
    }

    private String read() throws IOException {
        filled = 0;
        int endOfHead;
        do {
            fill();
            endOfHead = endOfHead();
        } while (endOfHead < 0);
        Matcher length = LENGTH.matcher(new String(buffer, 0, endOfHead, StandardCharsets.ISO_8859_1));
        int end = length.find() ? endOfHead + Integer.parseInt(length.group(1)) : endOfHead;
        while (filled < end) {
            fill();
        }
        return new String(buffer, endOfHead, end - endOfHead, StandardCharsets.UTF_8);
    }

    private void fill() throws IOException {
        int count = socket.getInputStream().read(buffer, filled, buffer.length - filled);
        if (count <= 0) {
            throw new EOFException("The server closed the connection");
        }
        filled += count;
    }

    private int endOfHead() {
        for (int i = END_OF_HEAD.length; i <= filled; i++) {
            if (Arrays.equals(buffer, i - END_OF_HEAD.length, i, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
