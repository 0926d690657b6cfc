package org.ewsphone.call;

import java.util.OptionalInt;

/**
 * Why a call came to nothing: the causes of [MS-OXWUMS] 2.2.5.1, and the one table that derives them from what the
 * network said.
 */
public enum ConnectionFailureCause {
    /** Nothing failed, or nothing failed yet. */
    NONE,
    /** The telephone is in use. */
    USER_BUSY,
    /** It rang, and nobody answered. */
    NO_ANSWER,
    /** It cannot be reached. */
    UNAVAILABLE,
    /** Refused, or anything else. */
    OTHER;

    /**
     * The cause of a call that the network refused.
     *
     * @param status the final SIP status
     * @param q850 the cause value of a {@code Reason: Q.850} header (RFC 3326), which wins over the status
     * @param rang whether the telephone was ever heard to ring
     */
    public static ConnectionFailureCause of(SipStatus status, OptionalInt q850, boolean rang) {
        return q850.isPresent() ? ofQ850(q850.getAsInt(), status, rang) : ofSip(status, rang);
    }

    private static ConnectionFailureCause ofSip(SipStatus status, boolean rang) {
        return switch (status.code()) {
            case 486, 600 -> USER_BUSY;
            case 408, 480 -> rang ? NO_ANSWER : UNAVAILABLE;
            case 404, 410, 484, 485, 604, 500, 502, 503, 504 -> UNAVAILABLE;
            default -> OTHER;
        };
    }

    /** ITU-T Q.850, 2.2.7; a value that the table does not know leaves the word to the SIP status. */
    private static ConnectionFailureCause ofQ850(int cause, SipStatus status, boolean rang) {
        return switch (cause) {
            case 16 -> NONE;
            case 17 -> USER_BUSY;
            case 18 -> NO_ANSWER;
            case 19 -> rang ? NO_ANSWER : ofSip(status, false);
            case 1, 2, 3, 20, 22, 27, 28, 34, 38, 41, 42 -> UNAVAILABLE;
            default -> ofSip(status, rang);
        };
    }
}
