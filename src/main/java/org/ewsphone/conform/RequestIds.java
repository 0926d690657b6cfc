package org.ewsphone.conform;

import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ewsphone.client.Envelope;

/** Section 8: the names of requests, by which clients and operators find each other's log lines. */
final class RequestIds {

    private RequestIds() {}

    static Stream<Check> checks() {
        return Stream.of(
                requestId("an answer", Server::harmless),
                requestId("a fault", server -> server.post(Envelope.of("<m:DisconnectPhoneCall/>"))),
                requestId("a 401", server -> server.harmless().without("Authorization")),
                requestId("a 415", server -> server.harmless().with("Content-Type", "text/plain")),
                requestId("a 405", server -> server.get(server.target().path()).method("DELETE")),
                requestId(
                        "a TRACE", server -> server.get(server.target().path()).method("TRACE")),
                requestId(
                        "a path where nothing is",
                        server -> server.get(server.target().path("conform-nothing"))),
                requestId(
                        "the page for people",
                        server -> server.get(server.target().path())),
                new Check("8", "two requests have two request-ids", server -> {
                    String one =
                            server.send(server.harmless()).header("request-id").orElse("none");
                    String other =
                            server.send(server.harmless()).header("request-id").orElse("none");
                    if (one.equals(other)) {
                        throw new Contradiction("two ids", one + " twice");
                    }
                    return Seen.of(one + " and " + other);
                }),
                new Check("8", "client-request-id is echoed when the client asks for it", server -> {
                    String id = UUID.randomUUID().toString();
                    return Seen.of(server.send(server.harmless()
                                    .with("client-request-id", id)
                                    .with("return-client-request-id", "true"))
                            .hasHeader("client-request-id", id, id::equals));
                }),
                new Check("8", "client-request-id is not echoed unasked", server -> {
                    Response response = server.send(server.harmless().with("client-request-id", "unasked"));
                    if (response.header("client-request-id").isPresent()) {
                        throw new Contradiction("no client-request-id", "client-request-id: unasked");
                    }
                    return Seen.of("none");
                }));
    }

    private static Check requestId(String what, Function<Server, Request> request) {
        return new Check(
                "8",
                what + " has a request-id",
                server -> Seen.of(server.send(request.apply(server))
                        .hasHeader("request-id", "an id", value -> !value.isBlank())));
    }
}
