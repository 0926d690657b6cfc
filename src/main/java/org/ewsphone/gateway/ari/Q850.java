package org.ewsphone.gateway.ari;

import java.util.OptionalInt;
import org.ewsphone.call.SipStatus;

/** What Asterisk's hang-up causes, which are those of Q.850, are in the words of SIP: RFC 3398, 7.2.4.1. */
final class Q850 {

    /** A cause that tells nothing: nobody answered, for whatever reason. */
    private static final int UNSPECIFIED = 0;

    private Q850() {}

    /** The cause as far as it tells something. */
    static OptionalInt known(int cause) {
        return cause == UNSPECIFIED ? OptionalInt.empty() : OptionalInt.of(cause);
    }

    /** The SIP status that Asterisk tells, or the one that stands for the cause: old ones do not tell it. */
    static SipStatus status(int cause, int technical) {
        boolean told = technical >= 400 && technical < 700;
        return SipStatus.of(told ? technical : status(cause));
    }

    private static int status(int cause) {
        return switch (cause) {
            case 1, 2, 3, 26 -> 404;
            case 17 -> 486;
            case 18 -> 408;
            case UNSPECIFIED, 19, 20, 31 -> 480;
            case 21, 55, 57, 87 -> 403;
            case 22, 23 -> 410;
            case 27 -> 502;
            case 28 -> 484;
            case 34, 38, 41, 42, 47, 58, 88 -> 503;
            case 65, 70 -> 488;
            case 102 -> 504;
            case 16 -> 487;
            default -> 500;
        };
    }
}
