package org.ewsphone.call;

/**
 * The answer of a SIP network: status code and reason phrase (RFC 3261, 7.2).
 *
 * @param code 100 to 699
 * @param text the reason phrase, never blank
 */
public record SipStatus(int code, String text) {

    /** Throws {@link IllegalArgumentException} for a code that SIP does not have or a blank phrase. */
    public SipStatus {
        if (code < 100 || code > 699) {
            throw new IllegalArgumentException("A SIP status is from 100 to 699, not " + code);
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException("A SIP status has a reason phrase");
        }
    }

    /** The status with the phrase that RFC 3261, section 21, gives it. */
    public static SipStatus of(int code) {
        return new SipStatus(code, phrase(code));
    }

    /** Whether the network is still at work (1xx). */
    public boolean isProvisional() {
        return code < 200;
    }

    private static String phrase(int code) {
        return switch (code) {
            case 100 -> "Trying";
            case 180 -> "Ringing";
            case 181 -> "Call Is Being Forwarded";
            case 182 -> "Queued";
            case 183 -> "Session Progress";
            case 200 -> "OK";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 407 -> "Proxy Authentication Required";
            case 408 -> "Request Timeout";
            case 410 -> "Gone";
            case 480 -> "Temporarily Unavailable";
            case 484 -> "Address Incomplete";
            case 485 -> "Ambiguous";
            case 486 -> "Busy Here";
            case 487 -> "Request Terminated";
            case 488 -> "Not Acceptable Here";
            case 500 -> "Server Internal Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Server Time-out";
            case 600 -> "Busy Everywhere";
            case 603 -> "Decline";
            case 604 -> "Does Not Exist Anywhere";
            case 606 -> "Not Acceptable";
            default -> "Status " + code;
        };
    }
}
