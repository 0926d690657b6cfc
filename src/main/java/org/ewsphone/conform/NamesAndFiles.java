package org.ewsphone.conform;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ewsphone.client.Dialect;
import org.ewsphone.client.Envelope;

/** Section 1: the operations, their headers, and the paths under which they are found. */
final class NamesAndFiles {

    private static final String DISCONNECT = "DisconnectPhoneCall";

    /** What general clients send along, and a server of telephone operations has no use for. */
    private static final List<String> GENERAL_HEADERS = List.of(
            "<t:TimeZoneContext><t:TimeZoneDefinition Id=\"UTC\"/></t:TimeZoneContext>",
            "<t:DateTimePrecision>Seconds</t:DateTimePrecision>",
            "<t:ManagementRole><t:UserRoles><t:Role>MailboxSearch</t:Role></t:UserRoles></t:ManagementRole>");

    private NamesAndFiles() {}

    static Stream<Check> checks() {
        return Stream.of(operations(), paths(), headers(), Contract.checks()).flatMap(checks -> checks);
    }

    private static Stream<Check> operations() {
        return Stream.of(
                answersTo(DISCONNECT, Envelope.disconnect("conform")),
                answersTo("GetPhoneCallInformation", Envelope.information("conform")),
                answersTo("PlayOnPhone", Envelope.play("", "nobody")),
                answersTo("GetServiceConfiguration", Envelope.configuration("UnifiedMessagingConfiguration")));
    }

    private static Check answersTo(String operation, Envelope envelope) {
        return new Check("1", operation + " is answered by " + operation + "Response", server -> {
            Answer answer = server.ask(envelope);
            answer.answers(operation);
            return answer;
        });
    }

    private static Stream<Check> paths() {
        return Stream.of("/ews/exchange.asmx", "/EWS/Exchange.asmx", "/Ews/Exchange.ASMX", "/EWS/EXCHANGE.ASMX")
                .map(path -> new Check("1", "the endpoint is found at " + path, server -> at(path, server)));
    }

    private static Answer at(String path, Server server) throws IOException {
        String own = server.target().path();
        int start = own.length() - path.length();
        if (start < 0 || !own.toLowerCase(Locale.ROOT).endsWith(path.toLowerCase(Locale.ROOT))) {
            throw new NotApplicable("the path of the URL is not Exchange's /EWS/Exchange.asmx");
        }
        return server.ask(server.harmless().target(own.substring(0, start) + path))
                .isServed();
    }

    private static Stream<Check> headers() {
        return Stream.of(
                        GENERAL_HEADERS.stream().map(header -> understood(nameOf(header), header)),
                        GENERAL_HEADERS.stream()
                                .map(header -> understood(
                                        nameOf(header) + " with mustUnderstand",
                                        header.replaceFirst(">", " soap:mustUnderstand=\"1\">"))),
                        Stream.of(
                                understood("MailboxCulture", "<t:MailboxCulture>en-GB</t:MailboxCulture>"),
                                understood(
                                        "MailboxCulture with mustUnderstand",
                                        "<t:MailboxCulture soap:mustUnderstand=\"1\">de-CH</t:MailboxCulture>"),
                                new Check(
                                        "1",
                                        "RequestServerVersion with mustUnderstand, as gSOAP sends it, is understood",
                                        server -> server.ask(server.harmlessEnvelope()
                                                        .headers("<t:RequestServerVersion Version=\"Exchange2010\""
                                                                + " soap:mustUnderstand=\"1\"/>"))
                                                .isServed()),
                                understood(
                                        "an unmarked header of somebody else",
                                        "<x:Trace xmlns:x=\"urn:x\">7</x:Trace>"),
                                understood(
                                        "a header of somebody else with mustUnderstand=\"0\"",
                                        "<x:Trace xmlns:x=\"urn:x\" soap:mustUnderstand=\"0\"/>"),
                                insists("1"),
                                new Check("1", "the MustUnderstand fault has the header of every answer", server -> {
                                    Answer answer = server.ask(stranger(server, "1"));
                                    answer.faults("MustUnderstand");
                                    return Seen.of(answer.version());
                                })))
                .flatMap(checks -> checks);
    }

    private static String nameOf(String header) {
        return header.substring(header.indexOf(':') + 1, header.indexOf('>'));
    }

    private static Check understood(String name, String header) {
        return new Check(
                "1",
                name + " is " + (name.contains("somebody") ? "ignored" : "understood"),
                server -> server.ask(server.harmlessEnvelope().and(header)).isServed());
    }

    private static Check insists(String must) {
        return new Check(
                "1",
                "any other header with mustUnderstand gets a MustUnderstand fault",
                server -> server.ask(stranger(server, must))
                        .faults("MustUnderstand")
                        .hasStatus500()
                        .hasCodeOf(Dialect.SOAP));
    }

    private static Envelope stranger(Server server, String must) {
        return server.harmlessEnvelope().and("<x:Trace xmlns:x=\"urn:x\" soap:mustUnderstand=\"" + must + "\"/>");
    }

    /** The names of the operations. */
    static List<String> operationNames() {
        return List.of("PlayOnPhone", "GetPhoneCallInformation", DISCONNECT, "GetServiceConfiguration");
    }
}
