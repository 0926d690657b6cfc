package org.ewsphone.conform;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A request of HTTP, to the byte: nothing is added, put right or left out on its way, so that it can be as odd as the
 * requests of real clients are.
 */
final class Request {

    private final String method;
    private final String target;
    private final String protocol;
    private final List<Header> headers;
    private final byte[] body;

    private Request(String method, String target, String protocol, List<Header> headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.protocol = protocol;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    /** A request without headers and without a body. */
    static Request of(String method, String target) {
        return new Request(method, target, "HTTP/1.1", List.of(), new byte[0]);
    }

    Request method(String other) {
        return new Request(other, target, protocol, headers, body);
    }

    Request target(String other) {
        return new Request(method, other, protocol, headers, body);
    }

    Request protocol(String other) {
        return new Request(method, target, other, headers, body);
    }

    /** With this header in the place of any of its name. */
    Request with(String name, String value) {
        List<Header> others = new ArrayList<>(without(name).headers);
        others.add(new Header(name, value));
        return new Request(method, target, protocol, others, body);
    }

    Request without(String name) {
        return new Request(
                method,
                target,
                protocol,
                headers.stream().filter(header -> !header.isNamed(name)).toList(),
                body);
    }

    /** With the names of all headers written in capitals or in small letters, which means the same. */
    Request named(UnaryOperator<String> spelling) {
        return new Request(
                method,
                target,
                protocol,
                headers.stream()
                        .map(header -> new Header(spelling.apply(header.name()), header.value()))
                        .toList(),
                body);
    }

    /** With this body and its length. */
    Request body(byte[] content) {
        return new Request(method, target, protocol, headers, content)
                .with("Content-Length", Integer.toString(content.length));
    }

    /** With the same body in chunks of some bytes each (RFC 9112, 7.1). */
    Request chunked(int size) {
        var chunks = new ByteArrayOutputStream();
        for (int from = 0; from < body.length; from += size) {
            chunks.writeBytes(chunk(Arrays.copyOfRange(body, from, Math.min(body.length, from + size))));
        }
        chunks.writeBytes(ascii("0\r\n\r\n"));
        Request headed = without("Content-Length").with("Transfer-Encoding", "chunked");
        return new Request(method, target, protocol, headed.headers, chunks.toByteArray());
    }

    static byte[] chunk(byte[] content) {
        var chunk = new ByteArrayOutputStream();
        chunk.writeBytes(ascii(Integer.toHexString(content.length) + "\r\n"));
        chunk.writeBytes(content);
        chunk.writeBytes(ascii("\r\n"));
        return chunk.toByteArray();
    }

    /** The request line and the headers, as they are sent. */
    byte[] head() {
        var text = new StringBuilder(method + " " + target + " " + protocol + "\r\n");
        headers.forEach(header ->
                text.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    byte[] body() {
        return body;
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
