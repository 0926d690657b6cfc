package org.ewsphone.call;

/** Why something that was asked of a call could not be done. */
public enum CallFailure {
    /** No such call, or the call of somebody else. */
    UNKNOWN_CALL,
    /** The dial string is no number. */
    INVALID_NUMBER,
    /** The dial string begins as a SIP URI and is none. */
    INVALID_SIP_URI,
    /** The dial plan forbids the number. */
    NOT_DIALABLE,
    /** No such voice message in the caller's mailbox. */
    MESSAGE_NOT_FOUND,
    /** There is such a message, but the gateway cannot play its sound. */
    UNPLAYABLE,
    /** The ItemId is empty. */
    ITEM_ID_EMPTY,
    /** The ItemId has characters that no ItemId has, or too many. */
    ITEM_ID_MALFORMED,
    /** The mailbox may not use play on phone. */
    MAILBOX_NOT_ENABLED,
    /** The caller has no dial plan. */
    NO_DIAL_PLAN,
    /** No gateway serves this destination. */
    NO_GATEWAY,
    /** The gateway cannot be reached. */
    GATEWAY_UNREACHABLE,
    /** The gateway was reached and refused. */
    GATEWAY_REFUSED,
    /** The gateway was asked and did not answer in time. */
    GATEWAY_TIMED_OUT,
    /** The registry keeps as many calls as it may, or as many are up as the server or the mailbox may have. */
    TOO_MANY_CALLS,
    /** As many calls as may go to this number are up already. */
    DESTINATION_BUSY,
    /** The registry cannot be reached, or did not answer in time. */
    REGISTRY_UNAVAILABLE,
    /** The server ends and takes no new calls. */
    SHUTTING_DOWN
}
