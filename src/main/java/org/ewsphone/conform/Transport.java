package org.ewsphone.conform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Section 8: the many ways in which clients write the same request, and in which HTTP carries it. */
final class Transport {

    private static final String ACTION = Dialect.HTTP.messages() + "/DisconnectPhoneCall";
    private static final byte[] NOTHING = {};

    private Transport() {}

    static Stream<Check> checks() {
        return Stream.of(
                        actions(), contentTypes(), encodings(), refusedTypes(), documents(), carriage(), ids(), verbs())
                .flatMap(checks -> checks);
    }

    private static Stream<Check> actions() {
        return Stream.of(
                served("no SOAPAction", request -> request),
                served("a quoted SOAPAction", request -> request.with("SOAPAction", "\"" + ACTION + "\"")),
                served("a SOAPAction without quotes", request -> request.with("SOAPAction", ACTION)),
                served("an empty SOAPAction", request -> request.with("SOAPAction", "\"\"")),
                served(
                        "the SOAPAction of another operation",
                        request -> request.with("SOAPAction", ACTION.replace("DisconnectPhoneCall", "PlayOnPhone"))),
                served("the SOAPAction of nobody", request -> request.with("SOAPAction", "\"urn:nobody\"")));
    }

    private static Stream<Check> contentTypes() {
        return Stream.of(
                        "text/xml",
                        "text/xml;charset=utf-8",
                        "text/xml; charset=UTF-8",
                        "text/xml; charset=\"utf-8\"",
                        "text/xml;   charset=utf-8",
                        "text/xml ; charset=Utf-8",
                        "TEXT/XML; CHARSET=UTF-8",
                        "Text/Xml;Charset=\"Utf-8\"")
                .map(type -> served("Content-Type: " + type, request -> request.with("Content-Type", type)));
    }

    private static Stream<Check> encodings() {
        return Stream.of(
                encoded("UTF-8 with a byte order mark", "text/xml; charset=utf-8", "UTF-8", 0xEF, 0xBB, 0xBF),
                encoded(
                        "UTF-16, little end first, with a byte order mark",
                        "text/xml; charset=utf-16",
                        "UTF-16LE",
                        0xFF,
                        0xFE),
                encoded(
                        "UTF-16, big end first, with a byte order mark",
                        "text/xml; charset=utf-16",
                        "UTF-16BE",
                        0xFE,
                        0xFF),
                encoded("UTF-16 by its byte order mark alone", "text/xml", "UTF-16LE", 0xFF, 0xFE),
                encoded("UTF-16 by its declaration, little end first", "text/xml", "UTF-16LE"),
                encoded("UTF-16 by its declaration, big end first", "text/xml", "UTF-16BE"));
    }

    private static Check encoded(String what, String type, String charset, int... mark) {
        return new Check("8", what + " is read", server -> {
            String name = charset.startsWith("UTF-16") ? "utf-16" : "utf-8";
            String text = server.harmlessEnvelope().text().replace("\"utf-8\"", "\"" + name + "\"");
            var body = new ByteArrayOutputStream();
            for (int octet : mark) {
                body.write(octet);
            }
            body.writeBytes(text.getBytes(Charset.forName(charset)));
            return server.ask(server.post(body.toByteArray()).with("Content-Type", type))
                    .isServed();
        });
    }

    private static Stream<Check> refusedTypes() {
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

    private static Stream<Check> documents() {
        return Stream.of(
                document("no XML declaration", text -> text.substring(text.indexOf('\n') + 1)),
                document("a declaration with standalone", text -> text.replace("?>", " standalone=\"yes\"?>")),
                document("a declaration without an encoding", text -> text.replace(" encoding=\"utf-8\"", "")),
                document("blank lines after the envelope", text -> text + "\n\n  \n"),
                document(
                        "other prefixes",
                        text -> text.replace("soap:", "SOAP-ENV:")
                                .replace(":soap=", ":SOAP-ENV=")
                                .replace("m:", "ns1:")
                                .replace(":m=", ":ns1=")
                                .replace("t:", "ns2:")
                                .replace(":t=", ":ns2=")),
                document(
                        "default namespaces",
                        text -> text.replace(
                                        "<m:DisconnectPhoneCall>",
                                        "<DisconnectPhoneCall xmlns=\"" + Dialect.HTTP.messages() + "\">")
                                .replace("m:", "")),
                document(
                        "SOAP as the default namespace",
                        text -> text.replace("soap:", "").replace(":soap=", "=")),
                document(
                        "comments everywhere",
                        text -> text.replaceAll("(<(?!\\?)[^>]*>)", "<!-- a -- comment -->$1".replace(" -- ", " "))),
                document(
                        "encodingStyle on the Envelope",
                        text -> text.replace(
                                "<soap:Envelope",
                                "<soap:Envelope soap:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"")),
                document(
                        "xsi and xsd declared and not used",
                        text -> text.replace(
                                "<soap:Envelope",
                                "<soap:Envelope xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                        + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"")),
                document("no Header", text -> text.replaceFirst("<soap:Header>.*</soap:Header>", ""), true),
                document("no blank between elements", text -> text.replaceAll(">\\s+<", "><")));
    }

    private static Check document(String what, Function<String, String> change) {
        return document(what, change, false);
    }

    private static Check document(String what, Function<String, String> change, boolean withoutVersion) {
        return new Check("8", what + ": served", server -> {
            if (withoutVersion && server.versions() == VersionPolicy.STRICT) {
                throw new NotApplicable("the server wants a version in every request");
            }
            String text = change.apply(server.harmlessEnvelope().text());
            Xml.read(text.getBytes(StandardCharsets.UTF_8));
            return server.ask(server.post(text.getBytes(StandardCharsets.UTF_8)))
                    .isServed();
        });
    }

    private static Stream<Check> carriage() {
        return Stream.of(
                served("a body in one chunk", request -> request.chunked(100_000)),
                served("a body in chunks of 7 bytes", request -> request.chunked(7)),
                served(
                        "Upgrade: h2c",
                        request -> request.with("Upgrade", "h2c")
                                .with("Connection", "Upgrade, HTTP2-Settings")
                                .with("HTTP2-Settings", "AAMAAABkAAQCAAAAAAIAAAAA")),
                served("a malformed Accept", request -> request.with("Accept", ";;,,/ *;q=")),
                served(
                        "the Accept of Java's old client",
                        request -> request.with("Accept", "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2")),
                served("no Accept", request -> request.without("Accept")),
                served(
                        "header names in small letters",
                        request -> request.named(name -> name.toLowerCase(Locale.ROOT))),
                served("header names in capitals", request -> request.named(name -> name.toUpperCase(Locale.ROOT))),
                served("no User-Agent", request -> request.without("User-Agent")),
                new Check("8", "Expect: 100-continue is told to continue", Transport::continues),
                new Check("8", "Connection: close is echoed, and done", Transport::closes),
                new Check("8", "HTTP/1.0 is answered, and the connection closed", Transport::answersHttp10),
                new Check("8", "a connection serves one request after the other", Transport::keepsConnection),
                new Check("8", "a fault keeps the connection, too", server -> {
                    try (Connection connection = server.connect()) {
                        new Answer(connection.exchange(server.post(Envelope.of("<m:DisconnectPhoneCall/>")))).faults();
                        return new Answer(connection.exchange(server.harmless())).isServed();
                    }
                }),
                length("an answer", Server::harmless),
                length("a fault", server -> server.post(Envelope.of("<m:DisconnectPhoneCall/>"))),
                length("a 415", server -> server.harmless().with("Content-Type", "text/plain")));
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

    private static Stream<Check> ids() {
        return Stream.of(
                requestId("an answer", Server::harmless),
                requestId("a fault", server -> server.post(Envelope.of("<m:DisconnectPhoneCall/>"))),
                requestId("a 401", server -> server.harmless().without("Authorization")),
                requestId("a 415", server -> server.harmless().with("Content-Type", "text/plain")),
                requestId("a 405", server -> server.harmless().method("DELETE").body(NOTHING)),
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
                List.of("PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND").stream()
                        .map(verb -> new Check("8", verb + " gets 405 with Allow", server -> {
                            Response response =
                                    server.send(server.harmless().method(verb)).hasStatus(405);
                            return Seen.of("Allow: "
                                    + response.hasHeader(
                                            "Allow",
                                            "POST among others",
                                            allow -> allow.toUpperCase(Locale.ROOT)
                                                    .contains("POST")));
                        })));
    }

    private static Check served(String what, Function<Request, Request> change) {
        return new Check(
                "8",
                what + ": served",
                server -> server.ask(change.apply(server.harmless())).isServed());
    }
}
