package org.ewsphone.conform;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewsphone.client.Dialect;
import org.ewsphone.client.Envelope;
import org.ewsphone.client.Xml;
import org.w3c.dom.Element;

/** Section 7: namespaces as Exchange writes them, and as the documentation of 2020 to 2024 did. */
final class Dialects {

    private static final String HTTPS_SOAP = "https" + Dialect.SOAP.substring("http".length());

    private Dialects() {}

    static Stream<Check> checks() {
        Envelope success = Envelope.configuration("UnifiedMessagingConfiguration");
        Envelope error = Envelope.disconnect("conform");
        Envelope violation = Envelope.of("<m:DisconnectPhoneCall/>");
        Envelope unknown = Envelope.of("<m:ConvertId/>");
        return Stream.of(
                new Check(
                        "7",
                        "https namespaces are mirrored, answered in http, or refused",
                        server -> Seen.of(server.dialects().words())),
                inHttp("a Success answer", success),
                inHttp("an Error answer", error),
                inHttp("a fault", violation),
                inHttps("a Success answer", success),
                inHttps("an Error answer", error),
                inHttps("a fault about a violation", violation),
                inHttps("a fault about an operation", unknown),
                inHttps("a fault about the version", error.headers(Envelope.version("Nonsense"))),
                new Check("7", "the SOAP envelope's namespace with https is folded too", server -> {
                    Answer answer = server.ask(error.soap(HTTPS_SOAP));
                    return server.dialects() == DialectPolicy.REFUSED
                            ? answer.faults("ErrorInvalidRequest")
                            : answer.isServed();
                }),
                new Check("7", "everything in https at once is taken as well", server -> {
                    Answer answer = server.ask(error.in(Dialect.HTTPS).soap(HTTPS_SOAP));
                    return server.dialects() == DialectPolicy.REFUSED
                            ? answer.faults("ErrorInvalidRequest")
                            : answer.isServed();
                }));
    }

    private static Check inHttp(String what, Envelope envelope) {
        return new Check(
                "7", what + " to http namespaces is in http", server -> isIn(Dialect.HTTP, server.ask(envelope)));
    }

    private static Check inHttps(String what, Envelope envelope) {
        return new Check("7", what + " to https namespaces is as the server's other answers", server -> {
            Answer answer = server.ask(envelope.in(Dialect.HTTPS));
            DialectPolicy policy = server.dialects();
            if (policy == DialectPolicy.REFUSED) {
                answer.faults();
            }
            return isIn(policy.answerTo(Dialect.HTTPS), answer);
        });
    }

    /** All namespaces of EWS in the answer, that of the faultcode among them, must be of one dialect. */
    private static Seen isIn(Dialect dialect, Answer answer) {
        Set<String> namespaces = Xml.all(answer.envelope()).stream()
                .flatMap(Dialects::namespaces)
                .filter(namespace -> Dialect.HTTP.owns(namespace) || Dialect.HTTPS.owns(namespace))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!namespaces.stream().allMatch(dialect::owns)) {
            throw new Contradiction(
                    "namespaces that begin with " + dialect.messages().replaceFirst(":.*", "://"),
                    namespaces.toString());
        }
        return Seen.of(namespaces.toString());
    }

    private static Stream<String> namespaces(Element element) {
        String own = element.getNamespaceURI();
        String text = element.getTextContent();
        boolean isCode = "faultcode".equals(element.getLocalName()) && text.contains(":");
        String ofCode = isCode
                ? element.lookupNamespaceURI(
                        text.strip().substring(0, text.strip().indexOf(':')))
                : null;
        return Stream.of(own == null ? "" : own, ofCode == null ? "" : ofCode);
    }
}
