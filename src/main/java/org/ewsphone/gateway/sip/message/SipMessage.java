package org.ewsphone.gateway.sip.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request or a response. Whatever was read has the fields without which nobody can work: Via, From, To, Call-ID and
 * CSeq, each well formed.
 */
public sealed interface SipMessage permits SipRequest, SipResponse {

    /** How large a message may be, in bytes: as much as a datagram could carry. */
    int MAX_SIZE = 65_535;

    /** The header fields, without Content-Length. */
    Headers headers();

    /** The body as text; empty when there is none. */
    String body();

    /** The first line. */
    String startLine();

    /** The same message with other fields. */
    SipMessage with(Headers headers);

    /**
     * The message with this head, from the first line to the last field, and this body. Throws
     * {@link IllegalArgumentException} when it is none.
     */
    static SipMessage parse(String head, String body) {
        List<String> lines = List.of(head.replaceAll("\r?\n[ \t]+", " ").split("\r?\n", -1));
        Headers headers = Headers.parse(lines.subList(1, lines.size()));
        SipMessage message = Start.of(lines.get(0), headers.without("Content-Length"), body);
        message.via();
        message.from();
        message.to();
        message.callId();
        message.cseq();
        return message;
    }

    /** The first element it passed, seen from here. */
    default Via via() {
        return Via.parse(headers().listed("Via").findFirst().orElseThrow(() -> missing("Via")));
    }

    /** Who asks. */
    default NameAddress from() {
        return NameAddress.parse(headers().first("From").orElseThrow(() -> missing("From")));
    }

    /** Who is asked. */
    default NameAddress to() {
        return NameAddress.parse(headers().first("To").orElseThrow(() -> missing("To")));
    }

    /** The name of the conversation. */
    default String callId() {
        return headers().first("Call-ID").filter(id -> !id.isBlank()).orElseThrow(() -> missing("Call-ID"));
    }

    /** Which request of the conversation it is or answers. */
    default CSeq cseq() {
        return CSeq.parse(headers().first("CSeq").orElseThrow(() -> missing("CSeq")));
    }

    /** The body, if it describes a session. */
    default Optional<String> sessionDescription() {
        return headers()
                .first("Content-Type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("application/sdp"))
                .map(type -> body())
                .filter(text -> !text.isBlank());
    }

    /** The message as it is sent. */
    default byte[] encode() {
        var text = new StringBuilder(startLine()).append("\r\n");
        headers().writeTo(text);
        text.append("Content-Length: ").append(body().getBytes(UTF_8).length).append("\r\n\r\n");
        return text.append(body()).toString().getBytes(UTF_8);
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("A message has a field " + name);
    }

    /** The two kinds of first lines. */
    final class Start {

        private static final Pattern STATUS = Pattern.compile("SIP/2\\.0 ([1-6][0-9]{2})(?: (.*))?");
        private static final Pattern REQUEST =
                Pattern.compile("([A-Za-z0-9.!%*_+`'~-]{1,32}) ([^\\s<>]{1,1024}) SIP/2\\.0");

        private Start() {}

        static SipMessage of(String line, Headers headers, String body) {
            Matcher status = STATUS.matcher(line);
            if (status.matches()) {
                String reason = status.group(2) == null ? "" : status.group(2).strip();
                return new SipResponse(Integer.parseInt(status.group(1)), reason, headers, body);
            }
            Matcher request = REQUEST.matcher(line);
            if (request.matches()) {
                return new SipRequest(request.group(1), request.group(2), headers, body);
            }
            throw new IllegalArgumentException("A message begins with a request or a status line");
        }
    }
}
