package org.ewsphone.conform;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ewsphone.client.Envelope;

/** Section 8: the many ways in which HTTP carries a request, and its connections. */
final class Carriage {

    private Carriage() {}

    static Stream<Check> checks() {
        return Stream.of(bodies(), headers(), connections()).flatMap(checks -> checks);
    }

    private static Stream<Check> bodies() {
        return Stream.of(
                Spelling.served("a body in one chunk", request -> request.chunked(100_000)),
                Spelling.served("a body in chunks of 7 bytes", request -> request.chunked(7)),
                new Check("8", "Expect: 100-continue is told to continue", Carriage::continues),
                length("an answer", Server::harmless),
                length("a fault", server -> server.post(Envelope.of("<m:DisconnectPhoneCall/>"))),
                length("a 415", server -> server.harmless().with("Content-Type", "text/plain")));
    }

    private static Stream<Check> headers() {
        return Stream.of(
                Spelling.served(
                        "Upgrade: h2c",
                        request -> request.with("Upgrade", "h2c")
                                .with("Connection", "Upgrade, HTTP2-Settings")
                                .with("HTTP2-Settings", "AAMAAABkAAQCAAAAAAIAAAAA")),
                Spelling.served("a malformed Accept", request -> request.with("Accept", ";;,,/ *;q=")),
                Spelling.served(
                        "the Accept of Java's old client",
                        request -> request.with("Accept", "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2")),
                Spelling.served("no Accept", request -> request.without("Accept")),
                Spelling.served("no User-Agent", request -> request.without("User-Agent")),
                Spelling.served(
                        "header names in small letters",
                        request -> request.named(name -> name.toLowerCase(Locale.ROOT))),
                Spelling.served(
                        "header names in capitals", request -> request.named(name -> name.toUpperCase(Locale.ROOT))));
    }

    private static Stream<Check> connections() {
        return Stream.of(
                new Check("8", "Connection: close is echoed, and done", Carriage::closes),
                new Check("8", "HTTP/1.0 is answered, and the connection closed", Carriage::answersHttp10),
                new Check("8", "a connection serves one request after the other", Carriage::keepsConnection),
                new Check(
                        "8", "a fault keeps the connection, or says that it closes it", Carriage::isHonestAfterFault));
    }

    private static Seen isHonestAfterFault(Server server) throws IOException {
        try (Connection connection = server.connect()) {
            Response fault = connection.exchange(server.post(Envelope.of("<m:DisconnectPhoneCall/>")));
            new Answer(fault).faults();
            if (fault.header("Connection").filter("close"::equalsIgnoreCase).isPresent()) {
                return Seen.of("Connection: close");
            }
            return new Answer(connection.exchange(server.harmless())).isServed();
        }
    }

    private static Seen continues(Server server) throws IOException {
        Request request = server.harmless().with("Expect", "100-continue");
        try (Connection connection = server.connect()) {
            connection.write(request.head());
            Response first = connection.readOne(false);
            if (first.status() != 100) {
                throw new Contradiction("HTTP 100 before the body", first.line());
            }
            connection.write(request.body());
            return new Answer(connection.read(false)).isServed();
        } catch (SocketTimeoutException e) {
            throw new Contradiction("HTTP 100 before the body", "no answer before the body");
        }
    }

    private static Seen closes(Server server) throws IOException {
        try (Connection connection = server.connect()) {
            Response response = connection.exchange(server.harmless().with("Connection", "close"));
            new Answer(response).isServed();
            response.hasHeader("Connection", "close", value -> value.equalsIgnoreCase("close"));
            return closed(connection, response);
        }
    }

    private static Seen answersHttp10(Server server) throws IOException {
        try (Connection connection = server.connect()) {
            Response response =
                    connection.exchange(server.harmless().protocol("HTTP/1.0").without("Host"));
            new Answer(response).isServed();
            return closed(connection, response);
        }
    }

    private static Seen closed(Connection connection, Response response) throws IOException {
        try {
            if (connection.isClosedByServer()) {
                return Seen.of("HTTP " + response.status() + ", then closed");
            }
        } catch (SocketTimeoutException e) {
            throw new Contradiction("a connection that the server closes", "one that stays open");
        }
        throw new Contradiction("a connection that the server closes", "more bytes after the answer");
    }

    private static Seen keepsConnection(Server server) throws IOException {
        try (Connection connection = server.connect()) {
            for (int i = 0; i < 5; i++) {
                new Answer(connection.exchange(server.harmless())).isServed();
            }
        }
        return Seen.of("5 requests by one connection");
    }

    private static Check length(String what, Function<Server, Request> request) {
        return new Check(
                "8",
                what + " has a Content-Length",
                server -> Seen.of(server.send(request.apply(server))
                        .hasHeader("Content-Length", "a number", value -> value.matches("[0-9]+"))));
    }
}
