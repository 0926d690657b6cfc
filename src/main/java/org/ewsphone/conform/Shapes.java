package org.ewsphone.conform;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ewsphone.client.Dialect;
import org.ewsphone.client.Envelope;
import org.ewsphone.client.Xml;
import org.w3c.dom.Element;

/** Section 2: what the types hold, in answers and in requests. */
final class Shapes {

    private static final Set<String> STATES = Set.of(
            "Idle", "Connecting", "Alerted", "Connected", "Disconnected", "Incoming", "Transferring", "Forwarding");
    private static final Set<String> CAUSES = Set.of("None", "UserBusy", "NoAnswer", "Unavailable", "Other");

    private static final String ID = "<m:PhoneCallId Id=\"conform\"/>";

    private Shapes() {}

    static Stream<Check> checks() {
        return Stream.of(answers(), violations(), variants()).flatMap(checks -> checks);
    }

    private static Stream<Check> answers() {
        return Stream.of(
                new Check(
                        "2",
                        "DisconnectPhoneCallResponse has its ResponseClass on the root, and no wrapper",
                        server -> {
                            return noWrapper(server.ask(server.harmless()), "DisconnectPhoneCall");
                        }),
                new Check(
                        "2",
                        "GetPhoneCallInformationResponse has its ResponseClass on the root, and no wrapper",
                        server -> {
                            return noWrapper(
                                    server.ask(Envelope.information(server.unknownCall())), "GetPhoneCallInformation");
                        }),
                new Check("2", "PlayOnPhoneResponse has its ResponseClass on the root, and no wrapper", server -> {
                    return noWrapper(server.ask(Envelope.play("", "nobody")), "PlayOnPhone");
                }),
                new Check("2", "GetServiceConfigurationResponse has ResponseMessages", Shapes::configurationMessages),
                new Check("2", "UnifiedMessagingConfiguration has its three elements in order", Shapes::configuration),
                new Check("2", "PhoneCallInformation has its elements in order, and known values", server -> {
                    Answer answer = server.ask(Envelope.information(server.call()));
                    return information(answer);
                }),
                new Check("2", "PhoneCallId of an answer has its attribute Id and nothing else", server -> {
                    Answer answer = server.play(server.telephone()).succeeds("PlayOnPhone");
                    Element id = Xml.child(answer.payload(), "PhoneCallId")
                            .orElseThrow(() -> new Contradiction("m:PhoneCallId", answer.line()));
                    boolean bare = !id.getAttribute("Id").isEmpty()
                            && id.getTextContent().isEmpty()
                            && Xml.is(id, Dialect.HTTP.messages(), "PhoneCallId");
                    if (!bare || !Xml.children(id).isEmpty()) {
                        throw new Contradiction(
                                "m:PhoneCallId with Id, without text and children",
                                "Id=\"" + id.getAttribute("Id") + "\" and the text \"" + id.getTextContent() + "\"");
                    }
                    return Seen.of("Id of " + id.getAttribute("Id").length() + " characters");
                }),
                new Check("2", "answers are valid by the server's own schema", server -> {
                    ServedSchema schema = ServedSchema.of(server);
                    schema.accepts(server.ask(server.harmless()).answers("DisconnectPhoneCall"));
                    schema.accepts(server.ask(Envelope.information(server.unknownCall()))
                            .answers("GetPhoneCallInformation"));
                    schema.accepts(server.ask(Envelope.configuration("UnifiedMessagingConfiguration"))
                            .answers("GetServiceConfiguration"));
                    return Seen.of("three answers");
                }));
    }

    private static Seen noWrapper(Answer answer, String operation) {
        Element payload = answer.answers(operation);
        String responseClass = payload.getAttribute("ResponseClass");
        if (!Set.of("Success", "Warning", "Error").contains(responseClass)) {
            throw new Contradiction(
                    "ResponseClass Success, Warning or Error", "ResponseClass \"" + responseClass + "\"");
        }
        if (Xml.child(payload, "ResponseMessages").isPresent()) {
            throw new Contradiction(
                    "no ResponseMessages", Xml.names(Xml.children(payload)).toString());
        }
        return answer;
    }

    private static Seen configurationMessages(Server server) throws IOException {
        Element payload = server.ask(Envelope.configuration("UnifiedMessagingConfiguration"))
                .succeeds("GetServiceConfiguration")
                .payload();
        List<String> names = Xml.child(payload, "ResponseMessages").stream()
                .flatMap(messages -> Xml.names(Xml.children(messages)).stream())
                .toList();
        if (!names.equals(List.of("ServiceConfigurationResponseMessageType"))) {
            throw new Contradiction(
                    "ResponseMessages with one ServiceConfigurationResponseMessageType",
                    Xml.names(Xml.children(payload)) + " with " + names);
        }
        return Seen.of(names.toString());
    }

    private static Seen configuration(Server server) throws IOException {
        Element payload = server.ask(Envelope.configuration("UnifiedMessagingConfiguration"))
                .answers("GetServiceConfiguration");
        Element configuration = Xml.all(payload).stream()
                .filter(one -> Xml.is(one, Dialect.HTTP.messages(), "UnifiedMessagingConfiguration"))
                .findFirst()
                .orElseThrow(() -> new Contradiction("m:UnifiedMessagingConfiguration", "an answer without it"));
        List<Element> parts = Xml.children(configuration);
        List<String> names = Xml.names(parts);
        if (!names.equals(List.of("UmEnabled", "PlayOnPhoneDialString", "PlayOnPhoneEnabled"))
                || !isBoolean(parts.get(0))
                || !isBoolean(parts.get(2))) {
            throw new Contradiction(
                    "UmEnabled, PlayOnPhoneDialString and PlayOnPhoneEnabled",
                    names + ": " + OneLine.of(configuration.getTextContent()));
        }
        return Seen.of("UmEnabled " + parts.get(0).getTextContent());
    }

    private static boolean isBoolean(Element element) {
        return Set.of("true", "false", "1", "0").contains(element.getTextContent());
    }

    /** The information about a call, if its shape is right. */
    static Seen information(Answer answer) {
        Element information = Xml.child(answer.answers("GetPhoneCallInformation"), "PhoneCallInformation")
                .orElseThrow(() -> new Contradiction("m:PhoneCallInformation", answer.line()));
        List<Element> parts = Xml.children(information);
        List<String> names = Xml.names(parts);
        boolean known = names.equals(List.of("PhoneCallState", "ConnectionFailureCause"))
                || names.equals(
                        List.of("PhoneCallState", "ConnectionFailureCause", "SIPResponseText", "SIPResponseCode"));
        boolean qualified = parts.stream()
                .allMatch(part -> Dialect.fold(part.getNamespaceURI()).equals(Dialect.HTTP.types()));
        if (!known || !qualified) {
            throw new Contradiction(
                    "t:PhoneCallState, t:ConnectionFailureCause, and t:SIPResponseText before t:SIPResponseCode or"
                            + " neither",
                    names + (qualified ? "" : " of other namespaces"));
        }
        String state = parts.get(0).getTextContent();
        String cause = parts.get(1).getTextContent();
        if (!STATES.contains(state) || !CAUSES.contains(cause)) {
            throw new Contradiction("a known state and cause", state + " and " + cause);
        }
        return Seen.of(state + ", " + cause);
    }

    private static Stream<Check> violations() {
        return Stream.of(
                violates("a DisconnectPhoneCall without PhoneCallId", "<m:DisconnectPhoneCall/>"),
                violates("a PhoneCallId without Id", disconnect("<m:PhoneCallId/>")),
                violates("a PhoneCallId with text", disconnect("<m:PhoneCallId Id=\"conform\">x</m:PhoneCallId>")),
                violates(
                        "a PhoneCallId with a child",
                        disconnect("<m:PhoneCallId Id=\"conform\"><m:x/></m:PhoneCallId>")),
                violates(
                        "a PhoneCallId with a strange attribute",
                        disconnect("<m:PhoneCallId Id=\"conform\" x=\"1\"/>")),
                violates("a second PhoneCallId", disconnect(ID + ID)),
                violates("a PhoneCallId without a namespace", disconnect("<PhoneCallId Id=\"conform\"/>")),
                violates("a PhoneCallId of the types namespace", disconnect("<t:PhoneCallId Id=\"conform\"/>")),
                violates("a GetPhoneCallInformation without PhoneCallId", "<m:GetPhoneCallInformation/>"),
                violates(
                        "a PlayOnPhone with DialString before ItemId",
                        "<m:PlayOnPhone><m:DialString>nobody</m:DialString><m:ItemId Id=\"\"/></m:PlayOnPhone>"),
                violates("a PlayOnPhone without DialString", "<m:PlayOnPhone><m:ItemId Id=\"\"/></m:PlayOnPhone>"),
                violates(
                        "a PlayOnPhone without ItemId",
                        "<m:PlayOnPhone><m:DialString>nobody</m:DialString></m:PlayOnPhone>"),
                violates(
                        "an ItemId without Id",
                        "<m:PlayOnPhone><m:ItemId"
                                + " ChangeKey=\"AA==\"/><m:DialString>nobody</m:DialString></m:PlayOnPhone>"),
                violates("a GetServiceConfiguration without RequestedConfiguration", "<m:GetServiceConfiguration/>"),
                violates(
                        "a RequestedConfiguration without a name",
                        "<m:GetServiceConfiguration><m:RequestedConfiguration/></m:GetServiceConfiguration>"),
                violatesInHeader("a RequestServerVersion without Version", "<t:RequestServerVersion/>"),
                violatesInHeader(
                        "an ExchangeImpersonation without ConnectingSID",
                        Envelope.version("Exchange2010") + "<t:ExchangeImpersonation/>"),
                violatesInHeader(
                        "a ConnectingSID with two identities",
                        Envelope.version("Exchange2010") + "<t:ExchangeImpersonation><t:ConnectingSID>"
                                + "<t:SmtpAddress>a@example.org</t:SmtpAddress><t:SID>S-1-1-0</t:SID>"
                                + "</t:ConnectingSID></t:ExchangeImpersonation>"));
    }

    private static String disconnect(String content) {
        return "<m:DisconnectPhoneCall>" + content + "</m:DisconnectPhoneCall>";
    }

    private static Check violates(String what, String body) {
        return new Check(
                "2",
                what + " is a violation",
                server -> server.ask(Envelope.of(body)).faults("ErrorSchemaValidation"));
    }

    private static Check violatesInHeader(String what, String headers) {
        return new Check(
                "2",
                what + " is a violation",
                server -> server.ask(server.harmlessEnvelope().headers(headers)).faults("ErrorSchemaValidation"));
    }

    private static Stream<Check> variants() {
        return Stream.of(
                new Check("2", "an ItemId may have a ChangeKey", server -> {
                    Answer answer = server.ask(Envelope.of("<m:PlayOnPhone><m:ItemId Id=\"\" ChangeKey=\"AA==\"/>"
                            + "<m:DialString>nobody</m:DialString></m:PlayOnPhone>"));
                    answer.answers("PlayOnPhone");
                    return answer;
                }),
                new Check("2", "GetServiceConfiguration may say for whom it asks", server -> {
                    Answer answer = server.ask(Envelope.of("<m:GetServiceConfiguration><m:ActingAs>"
                            + "<t:EmailAddress>ana@example.org</t:EmailAddress><t:RoutingType>SMTP</t:RoutingType>"
                            + "</m:ActingAs><m:RequestedConfiguration>"
                            + "<m:ConfigurationName>UnifiedMessagingConfiguration</m:ConfigurationName>"
                            + "</m:RequestedConfiguration></m:GetServiceConfiguration>"));
                    answer.answers("GetServiceConfiguration");
                    return answer;
                }),
                new Check(
                        "2", "GetServiceConfiguration may ask for each kind, and gets one message for each", server -> {
                            Element payload = server.ask(Envelope.configuration(
                                            "MailTips",
                                            "UnifiedMessagingConfiguration",
                                            "ProtectionRules",
                                            "PolicyNudges",
                                            "SharePointURLs"))
                                    .answers("GetServiceConfiguration");
                            long messages = Xml.all(payload).stream()
                                    .filter(one -> "ServiceConfigurationResponseMessageType".equals(one.getLocalName()))
                                    .count();
                            if (messages != 5) {
                                throw new Contradiction("5 messages", messages + " messages");
                            }
                            return Seen.of(messages + " messages");
                        }));
    }
}
