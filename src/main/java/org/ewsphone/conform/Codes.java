package org.ewsphone.conform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.ewsphone.client.Envelope;
import org.ewsphone.client.Telephone;
import org.ewsphone.client.Xml;
import org.w3c.dom.Element;

/** Section 5: each code that can be met from outside. */
final class Codes {

    private static final String PLAY = "PlayOnPhone";
    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";

    private Codes() {}

    static Stream<Check> checks() {
        return Stream.of(callIds(), plays(), requests(), operations(), headers(), impersonations())
                .flatMap(checks -> checks);
    }

    private static Stream<Check> callIds() {
        return Stream.of("DisconnectPhoneCall", "GetPhoneCallInformation")
                .flatMap(operation -> Stream.of(
                        callId(operation, "an unknown id", "conform-no-such-call-0000"),
                        callId(operation, "an empty id", ""),
                        callId(operation, "an id with blanks", "no such call"),
                        callId(operation, "an id of other letters", "\u00e9\u4e2d"),
                        callId(operation, "an id of 5000 characters", "x".repeat(5000)),
                        new Check("5", operation + ": the answer tells nothing about the id", server -> {
                            String one = server.send(server.post(about(operation, "conform-no-such-call-0000")))
                                    .text();
                            String other = server.send(server.post(about(operation, "x".repeat(300))))
                                    .text();
                            if (!one.equals(other)) {
                                throw new Contradiction("one and the same answer", "answers that differ");
                            }
                            return Seen.of("one and the same answer");
                        })));
    }

    private static Envelope about(String operation, String id) {
        return operation.startsWith("Get") ? Envelope.information(id) : Envelope.disconnect(id);
    }

    private static Check callId(String operation, String what, String id) {
        return new Check(
                "5",
                operation + ": ErrorInvalidPhoneCallId for " + what,
                server -> told(
                        server.ask(about(operation, id)).refuses(operation, "ErrorInvalidPhoneCallId"),
                        Optional.of("The phone call ID isn't valid.")));
    }

    private static Stream<Check> plays() {
        return Stream.of(
                new Check(
                        "5",
                        "ErrorInvalidPhoneNumber for what is no number",
                        server -> told(
                                play(server, "call me").refuses(PLAY, "ErrorInvalidPhoneNumber"),
                                Optional.of("The phone number isn't valid."))),
                new Check(
                        "5",
                        "ErrorInvalidPhoneNumber for an empty DialString",
                        server -> play(server, "").refuses(PLAY, "ErrorInvalidPhoneNumber")),
                new Check(
                        "5",
                        "ErrorInvalidSIPUri for a bad sip: URI",
                        server -> play(server, "sip:@").refuses(PLAY, "ErrorInvalidSIPUri")),
                new Check("5", "ErrorPhoneNumberNotDialable for a number that the dial plan forbids", server -> {
                    server.mustBeTown();
                    return told(
                            play(server, "112").refuses(PLAY, "ErrorPhoneNumberNotDialable"),
                            Optional.of("Dialing restrictions are preventing the phone number that was entered from"
                                    + " being dialed."));
                }),
                new Check(
                        "5",
                        "ErrorItemNotFound for an unknown ItemId",
                        server -> told(
                                item(server, "AAMkNoSuchItem").refuses(PLAY, "ErrorItemNotFound"),
                                Optional.of("The specified object was not found in the store."))),
                new Check(
                        "5",
                        "ErrorInvalidIdEmpty for an empty ItemId",
                        server -> item(server, "").refuses(PLAY, "ErrorInvalidIdEmpty")),
                new Check(
                        "5",
                        "ErrorInvalidIdMalformed for a malformed ItemId",
                        server -> item(server, "{not an id}").refuses(PLAY, "ErrorInvalidIdMalformed")),
                new Check("5", "ErrorUnifiedMessagingServerNotFound when the gateway is down", server -> {
                    server.mustBeTown();
                    return told(
                            play(server, "5550109").refuses(PLAY, "ErrorUnifiedMessagingServerNotFound"),
                            Optional.of("A connection couldn't be made to the Unified Messaging server."));
                }));
    }

    private static Answer play(Server server, String dialString) throws IOException {
        return server.play(new Telephone(server.telephone().item(), dialString));
    }

    private static Answer item(Server server, String item) throws IOException {
        return server.play(new Telephone(item, server.telephone().number()));
    }

    private static Seen told(Answer answer, Optional<String> wording) {
        Element payload = answer.payload();
        String text = Xml.textOf(payload, "MessageText").orElse("");
        if (wording.filter(words -> !words.equals(text)).isPresent()) {
            throw new Contradiction("the MessageText \"" + wording.get() + "\"", "\"" + OneLine.of(text) + "\"");
        }
        return Seen.of(text);
    }

    private static Stream<Check> requests() {
        String operation = "<m:DisconnectPhoneCall><m:PhoneCallId Id=\"conform\"/></m:DisconnectPhoneCall>";
        return Stream.of(
                fault("ErrorInvalidRequest", "a Body without an operation", Envelope.of("")),
                fault("ErrorInvalidRequest", "two operations", Envelope.of(operation + "\n" + operation)),
                fault("ErrorInvalidRequest", "two operations side by side", Envelope.of(operation + operation)),
                fault(
                        "ErrorInvalidRequest",
                        "a child of another namespace",
                        Envelope.of("<x:Call xmlns:x=\"urn:x\"/>")),
                fault("ErrorInvalidRequest", "SOAP 1.2", Envelope.of(operation).soap(SOAP_12)),
                new Check(
                        "5",
                        "ErrorInvalidRequest for what is no envelope",
                        server -> server.ask(server.post("<hello/>".getBytes(StandardCharsets.UTF_8)))
                                .faults("ErrorInvalidRequest")
                                .hasStatus500()),
                fault(
                        "ErrorSchemaValidation",
                        "text among elements",
                        Envelope.of(operation.replace("<m:PhoneCallId", "hello<m:PhoneCallId"))));
    }

    private static Stream<Check> operations() {
        return Stream.of(
                unknown("ConvertId", "DestinationFormat=\"EwsId\"", "<m:SourceIds/>"),
                unknown(
                        "GetFolder",
                        "",
                        "<m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape>"
                                + "<m:FolderIds><t:DistinguishedFolderId Id=\"inbox\"/></m:FolderIds>"),
                unknown("FindItem", "Traversal=\"Shallow\"", "<m:ItemShape/>"),
                unknown("Subscribe", "", "<m:PullSubscriptionRequest/>"),
                unknown("ResolveNames", "ReturnFullContactData=\"true\"", "<m:UnresolvedEntry>a</m:UnresolvedEntry>"),
                unknown("GetUserOofSettingsRequest", "", ""));
    }

    private static Check unknown(String operation, String attributes, String content) {
        return fault(
                "ErrorInvalidOperation",
                operation,
                Envelope.of("<m:" + operation + " " + attributes + ">" + content + "</m:" + operation + ">"));
    }

    private static Stream<Check> headers() {
        String culture = "<t:MailboxCulture>en-US</t:MailboxCulture>";
        String impersonation = impersonation("<t:SmtpAddress>somebody@example.org</t:SmtpAddress>");
        return Stream.of(
                twice("RequestServerVersion", Envelope.version("Exchange2010")),
                twice("MailboxCulture", culture + culture),
                twice("ExchangeImpersonation", impersonation + impersonation));
    }

    private static Check twice(String name, String more) {
        return fault(
                "ErrorDuplicateSOAPHeader",
                "two headers " + name,
                Envelope.disconnect("conform").and(more));
    }

    /** There is no such mailbox, or one whose owner has not allowed it. */
    private static Stream<Check> impersonations() {
        return Stream.of(
                        "<t:PrincipalName>somebody.else@example.org</t:PrincipalName>",
                        "<t:SID>S-1-5-21-1-2-3-4</t:SID>",
                        "<t:PrimarySmtpAddress>somebody.else@example.org</t:PrimarySmtpAddress>",
                        "<t:SmtpAddress>somebody.else@example.org</t:SmtpAddress>")
                .map(identity -> new Check(
                        "5",
                        "a fault of its own for acting as somebody else by "
                                + identity.substring(3, identity.indexOf('>')),
                        server -> server.ask(Envelope.disconnect("conform").and(impersonation(identity)))
                                .faults(
                                        "ErrorImpersonateUserDenied",
                                        "ErrorNonExistentMailbox",
                                        "ErrorInvalidExchangeImpersonationHeaderData")
                                .hasStatus500()));
    }

    private static String impersonation(String identity) {
        return "<t:ExchangeImpersonation><t:ConnectingSID>" + identity + "</t:ConnectingSID></t:ExchangeImpersonation>";
    }

    private static Check fault(String code, String what, Envelope envelope) {
        return new Check(
                "5",
                code + " for " + what,
                server -> server.ask(envelope).faults(code).hasStatus500());
    }
}
