package org.ewsphone.gateway.sip.message;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An answer.
 *
 * @param status 100 to 699
 * @param reason its phrase, perhaps empty
 * @param headers without Content-Length
 * @param body as text
 */
public record SipResponse(int status, String reason, Headers headers, String body) implements SipMessage {

    private static final int LARGEST_CAUSE = 127;

    @Override
    public String startLine() {
        return "SIP/2.0 " + status + " " + reason;
    }

    @Override
    public SipResponse with(Headers other) {
        return new SipResponse(status, reason, other, body);
    }

    /** The same answer with a body. */
    public SipResponse with(String type, String content) {
        return new SipResponse(status, reason, headers.with("Content-Type", type), content);
    }

    /** Whether others will follow. */
    public boolean isProvisional() {
        return status < 200;
    }

    /** Whether it grants what was asked. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The cause value of a Reason field for Q.850 (RFC 3326). */
    public OptionalInt q850() {
        return headers.listed("Reason")
                .filter(reason -> reason.regionMatches(true, 0, "Q.850", 0, 5))
                .map(reason -> Text.parameters(reason, ';'))
                .flatMap(parameters -> number(parameters).stream())
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    private static Optional<Integer> number(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get("cause"))
                .filter(cause -> cause.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .filter(cause -> cause <= LARGEST_CAUSE);
    }
}
