package org.ewsphone.conform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ewsphone.client.Dialect;
import org.ewsphone.client.Envelope;
import org.ewsphone.client.Xml;
import org.w3c.dom.Element;

/** Section 4: how a fault is made, whatever it is about. */
final class Faults {

    private static final String UNKNOWN_NAME = "Telepathy";

    private Faults() {}

    static Stream<Check> checks() {
        return Stream.of(parts(), kinds(), details(), hostile()).flatMap(checks -> checks);
    }

    private static Stream<Check> parts() {
        return Stream.of(
                part("comes with HTTP 500", Fault::hasStatus500),
                part("has a faultcode whose prefix is bound to types", fault -> fault.hasCodeOf(Dialect.HTTP.types())),
                part("has faultcode, faultstring and detail, without a namespace", Fault::hasPartsInOrder),
                part("has a faultstring in en-US", Fault::hasLanguage),
                part("repeats its code in e:ResponseCode, with e:Message", Fault::repeatsItsCode),
                part("names no class and no parser", Fault::hidesTheProgram));
    }

    private static Check part(String what, UnaryOperator<Fault> judge) {
        return new Check(
                "4",
                "a fault " + what,
                server -> judge.apply(
                        server.ask(Envelope.of("<m:DisconnectPhoneCall/>")).faults()));
    }

    /** Servers may write each kind of fault in a place of its own. */
    private static Stream<Check> kinds() {
        Envelope envelope = Envelope.disconnect("conform");
        return Stream.of(
                complete("ErrorInvalidRequest", Envelope.of("")),
                complete("ErrorInvalidOperation", Envelope.of("<m:ConvertId/>")),
                complete("ErrorInvalidServerVersion", envelope.headers(Envelope.version("Nonsense"))),
                complete("ErrorIncorrectSchemaVersion", envelope.headers(Envelope.version("Exchange2007"))),
                complete("ErrorDuplicateSOAPHeader", envelope.and(Envelope.version("Exchange2010"))));
    }

    private static Check complete(String code, Envelope envelope) {
        return new Check(
                "4",
                "the fault " + code + " has all of this, too",
                server -> server.ask(envelope).faults(code).isWellMade());
    }

    private static Stream<Check> details() {
        return Stream.of(
                new Check("4", "a violation has LineNumber, LinePosition and Violation", server -> {
                    List<Element> parts = violation(server).messageXml();
                    List<String> names = Xml.names(parts);
                    boolean ofTypes = parts.stream()
                            .allMatch(
                                    part -> Dialect.fold(part.getNamespaceURI()).equals(Dialect.HTTP.types()));
                    if (!names.equals(List.of("LineNumber", "LinePosition", "Violation")) || !ofTypes) {
                        throw new Contradiction(
                                "t:LineNumber, t:LinePosition, t:Violation",
                                names + (ofTypes ? "" : " of other namespaces"));
                    }
                    return Seen.of(OneLine.of(parts.get(2).getTextContent()));
                }),
                new Check("4", "LineNumber is the line of the violation, LinePosition a place in it", server -> {
                    List<Element> parts = violation(server).messageXml();
                    String line = parts.get(0).getTextContent();
                    String position = parts.get(1).getTextContent();
                    int expected = Envelope.LINE_OF_OPERATION + 2;
                    if (!line.equals(Integer.toString(expected)) || !position.matches("[1-9][0-9]{0,2}")) {
                        throw new Contradiction(
                                "line " + expected + " and a position", "line " + line + ", position " + position);
                    }
                    return Seen.of("line " + line + ", position " + position);
                }),
                new Check("4", "a violation is repeated in the faultstring", server -> {
                    Fault fault = violation(server);
                    String expected = "The request failed schema validation: "
                            + fault.messageXml().get(2).getTextContent();
                    if (!fault.text().equals(expected)) {
                        throw new Contradiction(expected, fault.text());
                    }
                    return Seen.of(OneLine.of(fault.text()));
                }));
    }

    private static Fault violation(Server server) throws IOException {
        Fault fault = server.ask(Envelope.configuration(UNKNOWN_NAME)).faults("ErrorSchemaValidation");
        if (fault.messageXml().size() != 3) {
            throw new Contradiction(
                    "t:LineNumber, t:LinePosition, t:Violation",
                    Xml.names(fault.messageXml()).toString());
        }
        return fault;
    }

    /** What comes from broken or hostile clients gets a fault like any other, and learns nothing about the program. */
    private static Stream<Check> hostile() {
        String valid = Envelope.disconnect("conform").text();
        return Stream.of(
                hostile("an empty body", ""),
                hostile("a body that is no XML", "Hello"),
                hostile("a document that ends too early", valid.substring(0, valid.length() - 20)),
                hostile("a prefix that is not bound", valid.replace("<soap:Header>", "<soap:Header><nobody:x/>")),
                hostile("an attribute that comes twice", valid.replace("Id=\"", "Id=\"x\" Id=\"")),
                hostile("an entity that nobody declared", valid.replace("\"conform\"", "\"&nobody;\"")),
                hostile("a character that XML does not have", valid.replace("\"conform\"", "\"&#1;\"")),
                hostile("a document type", typed(valid, "<!DOCTYPE Envelope SYSTEM \"conform.dtd\">")),
                hostile(
                        "an entity of the server's files",
                        typed(valid, "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>")
                                .replace("\"conform\"", "\"&e;\"")),
                hostile(
                        "entities within entities",
                        typed(valid, "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>")
                                .replace("\"conform\"", "\"&b;\"")),
                hostile("elements a thousand deep", valid.replace("<soap:Header>", "<soap:Header>" + nested(1000))),
                hostile("a body in bytes that are no UTF-8", broken(valid)));
    }

    private static String typed(String document, String type) {
        return document.replace("?>\n", "?>\n" + type + "\n");
    }

    private static String nested(int depth) {
        return "<x>".repeat(depth) + "</x>".repeat(depth);
    }

    private static byte[] broken(String document) {
        byte[] start = document.substring(0, document.indexOf("conform")).getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(start);
        bytes.writeBytes(new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF});
        bytes.writeBytes(document.substring(document.indexOf("conform")).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static Check hostile(String what, String body) {
        return hostile(what, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Check hostile(String what, byte[] body) {
        return new Check(
                "4",
                what + ": a fault that names no class and no parser",
                server -> server.ask(server.post(body)).faults().hasStatus500().hidesTheProgram());
    }
}
