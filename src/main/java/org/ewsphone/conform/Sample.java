package org.ewsphone.conform;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ewsphone.client.Dialect;
import org.ewsphone.client.Envelope;
import org.ewsphone.client.Telephone;
import org.ewsphone.client.Xml;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/** Section 10: the documentation's samples get the documented answers. */
final class Sample {

    private static final String VERSION = "Exchange2010 14.0.639.20";

    private Sample() {}

    static Stream<Check> checks() {
        return Stream.of(
                sample(Dialect.HTTPS, "as it was printed, with https"),
                sample(Dialect.HTTP, "with http"),
                new Check("10", "messages is the default namespace of the documented answer", server -> {
                    Answer answer = documented(server, Dialect.HTTP);
                    String prefix = answer.payload().getPrefix();
                    if (prefix != null) {
                        throw new Contradiction(
                                "DisconnectPhoneCallResponse in the default namespace", "the prefix " + prefix);
                    }
                    return answer;
                }),
                new Check("10", "the sample of PlayOnPhone plays the message", server -> {
                    server.mustBeTown();
                    String id = server.placed(new Telephone("AkAjzQTbY/i=", "5555551212"));
                    return server.ask(Envelope.disconnect(id)).succeeds("DisconnectPhoneCall");
                }),
                new Check(
                        "10",
                        "the sample of GetServiceConfiguration tells about Unified Messaging",
                        server -> server.ask(Envelope.configuration("UnifiedMessagingConfiguration"))
                                .succeeds("GetServiceConfiguration")),
                new Check(
                        "10",
                        "an unknown ConfigurationName gets the documented schema error",
                        server -> server.ask(Envelope.configuration("UnifiedMessagingConfigurations"))
                                .faults("ErrorSchemaValidation")
                                .hasStatus500()));
    }

    private static Check sample(Dialect dialect, String how) {
        return new Check("10", "the sample of DisconnectPhoneCall, " + how + ", gets the documented answer", server -> {
            Answer answer = documented(server, dialect);
            Dialect expected = server.dialects().answerTo(dialect);
            String own = answer.version();
            if (server.target().town() && !own.equals(VERSION)) {
                throw new NotApplicable("the server says it is " + own + ", the documentation " + VERSION);
            }
            List<String> lines = lines(answer.envelope());
            List<String> documented = lines(expected, answer.serverVersionInfo());
            if (!lines.equals(documented)) {
                throw new Contradiction(documented.toString(), lines.toString());
            }
            return answer;
        });
    }

    private static Answer documented(Server server, Dialect dialect) throws IOException {
        if (dialect == Dialect.HTTPS && server.dialects() == DialectPolicy.REFUSED) {
            throw new NotApplicable("the server refuses namespaces with https");
        }
        return server.ask(Envelope.disconnect(server.call()).in(dialect)).succeeds("DisconnectPhoneCall");
    }

    /** The documented answer, but for the version of the server. */
    private static List<String> lines(Dialect dialect, Element info) {
        return List.of(
                "{" + Dialect.SOAP + "}Envelope",
                "{" + Dialect.SOAP + "}Header",
                "{" + dialect.types() + "}ServerVersionInfo " + attributes(info),
                "{" + Dialect.SOAP + "}Body",
                "{" + dialect.messages() + "}DisconnectPhoneCallResponse [ResponseClass=Success]",
                "{" + dialect.messages() + "}ResponseCode NoError");
    }

    private static List<String> lines(Element envelope) {
        return Xml.all(envelope).stream()
                .map(one -> {
                    List<String> attributes = attributes(one);
                    String text = Xml.children(one).isEmpty() ? one.getTextContent() : "";
                    return "{" + one.getNamespaceURI() + "}" + one.getLocalName()
                            + (attributes.isEmpty() ? "" : " " + attributes)
                            + (text.isEmpty() ? "" : " " + text);
                })
                .toList();
    }

    private static List<String> attributes(Element element) {
        List<String> attributes = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            var attribute = (Attr) element.getAttributes().item(i);
            if (!attribute.getName().startsWith("xmlns")) {
                attributes.add(attribute.getName() + "=" + attribute.getValue());
            }
        }
        return attributes.stream().sorted().toList();
    }
}
