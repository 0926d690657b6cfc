package org.ewsphone.conform;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ewsphone.client.Dialect;

/** Section 8: the many ways in which clients write the same request. */
final class Spelling {

    private Spelling() {}

    static Stream<Check> checks() {
        return Stream.of(actions(), contentTypes(), encodings(), documents()).flatMap(checks -> checks);
    }

    private static final String ACTION = Dialect.HTTP.messages() + "/DisconnectPhoneCall";

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
                .map(type -> served(
                        "Content-Type: " + type.replace("   ", " (and more blanks) "),
                        request -> request.with("Content-Type", type)));
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
            Documents.read(text.getBytes(StandardCharsets.UTF_8));
            return server.ask(server.post(text.getBytes(StandardCharsets.UTF_8)))
                    .isServed();
        });
    }

    /** The request, changed so, must be served like any other. */
    static Check served(String what, Function<Request, Request> change) {
        return new Check(
                "8",
                what + ": served",
                server -> server.ask(change.apply(server.harmless())).isServed());
    }
}
