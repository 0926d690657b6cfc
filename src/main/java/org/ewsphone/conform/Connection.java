package org.ewsphone.conform;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One connection to the server, by TCP or TLS, which sends what it is given and reads what comes. */
final class Connection implements AutoCloseable {

    private static final int LONGEST_LINE = 16_384;
    private static final int LARGEST_BODY = 16_000_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Connection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    static Connection to(Target target) throws IOException {
        int patience = Math.toIntExact(target.timeout().toMillis());
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(target.host(), target.port()), patience);
            socket.setSoTimeout(patience);
            socket.setTcpNoDelay(true);
            return new Connection(
                    target.isSecure() ? target.trust().secure(socket, target.host(), target.port()) : socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    Response exchange(Request request) throws IOException {
        write(request.head());
        write(request.body());
        return read(request.isHead());
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next final response; those that only tell to go on (RFC 9110, 15.2) are left aside. */
    Response read(boolean withoutBody) throws IOException {
        Response response = readOne(withoutBody);
        while (response.status() >= 100 && response.status() < 200 && response.status() != 101) {
            response = readOne(withoutBody);
        }
        return response;
    }

    /** The next response, whatever it is. */
    Response readOne(boolean withoutBody) throws IOException {
        String[] status = line().split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/") || !status[1].matches("[1-5][0-9]{2}")) {
            throw new IOException("what came is not a response of HTTP: " + OneLine.of(String.join(" ", status)));
        }
        int code = Integer.parseInt(status[1]);
        List<Header> headers = headers();
        boolean empty = withoutBody || code < 200 || code == 204 || code == 304;
        return new Response(code, status[0], headers, empty ? new byte[0] : body(headers));
    }

    /** Whether the server closes now, without a further byte. */
    boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    void waitAtMost(int milliseconds) throws IOException {
        socket.setSoTimeout(milliseconds);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private List<Header> headers() throws IOException {
        List<Header> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("a line of the header without a name: " + OneLine.of(line));
            }
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return headers;
    }

    private byte[] body(List<Header> headers) throws IOException {
        for (Header header : headers) {
            if (header.isNamed("Transfer-Encoding")
                    && header.value().toLowerCase(Locale.ROOT).endsWith("chunked")) {
                return chunks();
            }
        }
        for (Header header : headers) {
            if (header.isNamed("Content-Length")) {
                return bytes(number(header.value(), 10));
            }
        }
        return in.readNBytes(LARGEST_BODY);
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            int length = number(line().replaceFirst("[; \t].*", ""), 16);
            if (length == 0) {
                headers();
                return body.toByteArray();
            }
            body.writeBytes(bytes(length));
            line();
        }
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int number = Integer.parseInt(text, radix);
            if (number >= 0 && number <= LARGEST_BODY) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IOException("a length that is none: " + OneLine.of(text), e);
        }
        throw new IOException("a length that is none, or too large: " + OneLine.of(text));
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException("a line of the header that does not end");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
