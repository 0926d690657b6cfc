package org.ewsphone.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ewsphone.client.Envelope;
import org.ewsphone.client.Xml;
import org.w3c.dom.Element;

/** Section 3: what real clients need beyond the schema, each seen in a run. */
final class ReadableAnswers {

    private static final List<String> INTEGERS =
            List.of("MajorVersion", "MinorVersion", "MajorBuildNumber", "MinorBuildNumber");

    private ReadableAnswers() {}

    static Stream<Check> checks() {
        return Stream.of(headers(), documents(), successes(), errors(), statuses())
                .flatMap(checks -> checks);
    }

    /** The kinds of answers that every client meets. */
    private static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("an Error answer", Server::harmless),
                new Kind(
                        "a Success answer",
                        server -> server.post(Envelope.configuration("UnifiedMessagingConfiguration"))),
                new Kind("a fault", server -> server.post(Envelope.of("<m:DisconnectPhoneCall/>"))),
                new Kind(
                        "a fault about the version",
                        server -> server.post(server.harmlessEnvelope().headers(Envelope.version("Nonsense")))),
                new Kind("a fault about what is no XML", server -> server.post(new byte[] {'x'})),
                new Kind(
                        "a fault about the Content-Type",
                        server -> server.harmless().with("Content-Type", "application/json")));
    }

    private static Stream<Check> headers() {
        return kinds().map(kind -> new Check("3.1", kind.name + " has a Header with ServerVersionInfo", server -> {
            Answer answer = server.ask(kind.request.of(server));
            Element info = answer.serverVersionInfo();
            for (String name : INTEGERS) {
                if (!info.getAttribute(name).matches("[0-9]{1,9}")) {
                    throw new Contradiction("the integer " + name, name + "=\"" + info.getAttribute(name) + "\"");
                }
            }
            if (info.getAttribute("Version").isEmpty()) {
                throw new Contradiction("the attribute Version", answer.version());
            }
            return Seen.of(answer.version());
        }));
    }

    private static Stream<Check> documents() {
        return kinds().flatMap(kind -> Stream.of(
                new Check("3.2", kind.name + " begins with the XML declaration", server -> {
                    String text = server.send(kind.request.of(server)).text();
                    if (!text.startsWith("<?xml ")) {
                        throw new Contradiction("<?xml ... ?> first", OneLine.of(text));
                    }
                    return Seen.of(text.substring(0, text.indexOf("?>") + 2));
                }),
                new Check("3.2", kind.name + " has Content-Type text/xml; charset=utf-8", server -> {
                    String type = server.send(kind.request.of(server))
                            .hasHeader(
                                    "Content-Type",
                                    "text/xml; charset=utf-8",
                                    value -> value.replace(" ", "")
                                            .toLowerCase(Locale.ROOT)
                                            .equals("text/xml;charset=utf-8"));
                    return Seen.of(type);
                })));
    }

    private static Stream<Check> successes() {
        return Stream.of(
                new Check(
                        "3.3",
                        "GetServiceConfiguration succeeds with ResponseCode and payload only",
                        server -> only(
                                server.ask(Envelope.configuration("UnifiedMessagingConfiguration")),
                                "GetServiceConfiguration",
                                List.of("ResponseCode", "ResponseMessages"))),
                new Check(
                        "3.3",
                        "GetPhoneCallInformation succeeds with ResponseCode and payload only",
                        server -> only(
                                server.ask(Envelope.information(server.call())),
                                "GetPhoneCallInformation",
                                List.of("ResponseCode", "PhoneCallInformation"))),
                new Check(
                        "3.3",
                        "DisconnectPhoneCall succeeds with ResponseCode only",
                        server -> only(
                                server.ask(Envelope.disconnect(server.call())),
                                "DisconnectPhoneCall",
                                List.of("ResponseCode"))),
                new Check(
                        "3.3",
                        "PlayOnPhone succeeds with ResponseCode and payload only",
                        server -> only(
                                server.play(server.telephone()),
                                "PlayOnPhone",
                                List.of("ResponseCode", "PhoneCallId"))));
    }

    private static Seen only(Answer answer, String operation, List<String> expected) {
        List<String> names = Xml.names(Xml.children(answer.succeeds(operation).payload()));
        if (!names.equals(expected)) {
            throw new Contradiction(expected.toString(), names.toString());
        }
        return Seen.of(names.toString());
    }

    private static Stream<Check> errors() {
        return Stream.of(
                error("DisconnectPhoneCall", server -> server.harmless()),
                error("GetPhoneCallInformation", server -> server.post(Envelope.information(server.unknownCall()))),
                error("PlayOnPhone", server -> server.post(Envelope.play("", "nobody"))));
    }

    private static Check error(String operation, Asking asking) {
        return new Check(
                "3.4", operation + " fails with MessageText, ResponseCode and DescriptiveLinkKey 0", server -> {
                    Answer answer = server.ask(asking.of(server));
                    Element payload = answer.answers(operation);
                    List<String> seen =
                            new ArrayList<>(List.of("ResponseClass " + payload.getAttribute("ResponseClass")));
                    seen.addAll(Xml.names(Xml.children(payload)));
                    Xml.textOf(payload, "DescriptiveLinkKey").ifPresent(seen::add);
                    List<String> expected =
                            List.of("ResponseClass Error", "MessageText", "ResponseCode", "DescriptiveLinkKey", "0");
                    if (!seen.equals(expected)) {
                        throw new Contradiction(String.join(", ", expected), String.join(", ", seen));
                    }
                    return Seen.of(Xml.textOf(payload, "MessageText").orElse(""));
                });
    }

    private static Stream<Check> statuses() {
        return Stream.of(
                new Check("3.5", "what is wrong with a call is told with HTTP 200", server -> {
                    Answer answer = server.ask(server.harmless());
                    answer.payload();
                    return answer.response().hasStatus(200);
                }),
                new Check("3.5", "what is wrong with a request is told with HTTP 500", server -> {
                    Answer answer = server.ask(Envelope.of("<m:DisconnectPhoneCall/>"));
                    answer.payload();
                    return answer.response().hasStatus(500);
                }),
                new Check(
                        "3.6",
                        "SIPResponseText and SIPResponseCode come together or not at all",
                        server -> Shapes.information(server.ask(Envelope.information(server.call())))));
    }

    /** How a request is made. */
    @FunctionalInterface
    private interface Asking {
        Request of(Server server);
    }

    /** A kind of answer, and a request that gets one. */
    private record Kind(String name, Asking request) {}
}
