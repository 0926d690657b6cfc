package org.ewsphone.gateway.sip.message;

/**
 * Something that is asked.
 *
 * @param method INVITE, ACK, BYE…
 * @param uri whom it is for
 * @param headers without Content-Length
 * @param body as text
 */
public record SipRequest(String method, String uri, Headers headers, String body) implements SipMessage {

    @Override
    public String startLine() {
        return method + " " + uri + " SIP/2.0";
    }

    @Override
    public SipRequest with(Headers other) {
        return new SipRequest(method, uri, other, body);
    }

    /** An answer to this request with what it must repeat (RFC 3261, 8.2.6.2), and with this tag unless it has one. */
    public SipResponse response(int status, String reason, String localTag) {
        String to = headers.first("To").orElse("");
        boolean tagged = to().tag().isPresent() || status == 100;
        return new SipResponse(
                status,
                reason,
                headers.only("Via")
                        .and(headers.only("Record-Route"))
                        .and(headers.only("From"))
                        .with("To", tagged ? to : to + ";tag=" + localTag)
                        .and(headers.only("Call-ID"))
                        .and(headers.only("CSeq")),
                "");
    }
}
