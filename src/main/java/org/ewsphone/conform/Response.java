package org.ewsphone.conform;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A response of HTTP, as it came. */
final class Response implements Seen {

    private final int status;
    private final String protocol;
    private final List<Header> headers;
    private final byte[] body;

    Response(int status, String protocol, List<Header> headers, byte[] body) {
        this.status = status;
        this.protocol = protocol;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    int status() {
        return status;
    }

    String protocol() {
        return protocol;
    }

    byte[] body() {
        return body;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The values of all headers of this name. */
    List<String> headers(String name) {
        return headers.stream()
                .filter(header -> header.isNamed(name))
                .map(Header::value)
                .toList();
    }

    Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** Itself, if it has this status. */
    Response hasStatus(int expected) {
        if (status != expected) {
            throw new Contradiction("HTTP " + expected, line());
        }
        return this;
    }

    /** The value of a header that there must be, and be as described. */
    String hasHeader(String name, String described, Predicate<String> condition) {
        String expected = name + ": " + described;
        String value = header(name)
                .orElseThrow(() -> new Contradiction(expected, "HTTP " + status + " without the header " + name));
        if (!condition.test(value)) {
            throw new Contradiction(expected, name + ": " + value);
        }
        return value;
    }

    @Override
    public String line() {
        String type = header("Content-Type").orElse("no Content-Type");
        return "HTTP " + status + ", " + type + ", " + (body.length == 0 ? "no body" : OneLine.of(text()));
    }
}
