package org.ewsphone.conform;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Section 8: what is not taken, and that it is told by HTTP with a fault as its body. */
final class Refusals {

    private Refusals() {}

    static Stream<Check> checks() {
        return Stream.of(types(), verbs()).flatMap(checks -> checks);
    }

    private static Stream<Check> types() {
        return Stream.concat(
                Stream.of(
                                "application/soap+xml; charset=utf-8",
                                "application/xml",
                                "application/json",
                                "text/plain; charset=utf-8",
                                "multipart/related; type=\"text/xml\"; boundary=x",
                                "application/x-www-form-urlencoded",
                                "text/xml; charset=iso-8859-1",
                                "text/xml; charset=nonsense",
                                "text/xmlx",
                                "xml")
                        .map(type ->
                                unsupported("Content-Type: " + type, request -> request.with("Content-Type", type))),
                Stream.of(
                        unsupported("no Content-Type", request -> request.without("Content-Type")),
                        new Check("8", "a body that declares ISO-8859-1 gets 415 and a fault", server -> {
                            byte[] body = server.harmlessEnvelope()
                                    .text()
                                    .replace("\"utf-8\"", "\"ISO-8859-1\"")
                                    .getBytes(StandardCharsets.ISO_8859_1);
                            return refused(415, server.ask(server.post(body).with("Content-Type", "text/xml")));
                        })));
    }

    private static Check unsupported(String what, Function<Request, Request> change) {
        return new Check(
                "8",
                what + " gets 415 and a fault",
                server -> refused(415, server.ask(change.apply(server.harmless()))));
    }

    /** A refusal by HTTP, which has a fault as its body. */
    static Seen refused(int status, Answer answer) {
        answer.response().hasStatus(status);
        return answer.faults().hasPartsInOrder().hidesTheProgram();
    }

    private static Stream<Check> verbs() {
        return Stream.concat(
                Stream.of(new Check("8", "GET shows a short page for people", server -> {
                    Response response =
                            server.send(server.get(server.target().path())).hasStatus(200);
                    response.hasHeader(
                            "Content-Type",
                            "text/html",
                            type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"));
                    return Seen.of(response.body().length + " bytes");
                })),
                Stream.of("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND")
                        .map(verb -> new Check("8", verb + " gets 405 with Allow", server -> {
                            Response response = server.send(
                                            server.get(server.target().path()).method(verb))
                                    .hasStatus(405);
                            return Seen.of("Allow: "
                                    + response.hasHeader(
                                            "Allow",
                                            "POST among others",
                                            allow -> allow.toUpperCase(Locale.ROOT)
                                                    .contains("POST")));
                        })));
    }
}
