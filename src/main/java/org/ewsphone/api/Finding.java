package org.ewsphone.api;

import java.util.Map;

/**
 * A sentence that explains a request's answer to an operator.
 *
 * @param kind which sentence
 * @param values what stands in its places
 */
record Finding(Kind kind, Map<String, String> values) {

    /** The sentence in English. */
    String text() {
        String text = kind.sentence;
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    /** The sentences there are; clients that speak another language know them by these names. */
    enum Kind {
        DOCUMENTED_DIALECT(
                "The namespaces begin with https://, as the documentation printed them for years; accepted as"
                        + " the documented dialect."),
        REFUSED_DIALECT(
                "The namespaces begin with https:// where Exchange says http://, and ews.namespaces=strict refuses"
                        + " them."),
        SCHEMA("The message is not what the contract says: {violation} (line {line}, column {column})"),
        INVALID_REQUEST("{message}"),
        REFUSED_BY_HTTP("Refused with the HTTP status {status} before the message was read: {message}"),
        OTHER_OPERATION("This server has the telephone operations only: {message}"),
        UNKNOWN_CALL("No call has the id {call}: it never existed, or its record has expired."),
        MALFORMED_CALL("The id {call} cannot be that of a call: ids are 1 to 256 visible ASCII characters."),
        OTHER_MAILBOX(
                "The call belongs to the mailbox {owner}, and the request is made for {mailbox}. It was answered as"
                        + " if there were no such call."),
        UNREADABLE_NUMBER("The DialString is no telephone number, or no numbering plan has such a number."),
        UNREADABLE_SIP_URI("The DialString begins as a SIP URI and is not sip:user@domain."),
        NOT_DIALABLE(
                "The dial plan does not list this number, or the mailbox has used up its calls or minutes of today."),
        NO_SUCH_MESSAGE("The mailbox {mailbox} has no voice message of this ItemId."),
        EMPTY_ITEM_ID("The ItemId is empty."),
        MALFORMED_ITEM_ID("The ItemId has characters that no ItemId has, or is too long."),
        MAILBOX_NOT_ENABLED("um.mailboxes does not match the mailbox {mailbox}."),
        NO_DIAL_PLAN("dialplan.mailboxes does not match the mailbox {mailbox}."),
        NO_GATEWAY("No gateway serves this number."),
        GATEWAY_UNREACHABLE("The telephone gateway could not be reached."),
        GATEWAY_REFUSED("The telephone gateway refused, or calls.per-destination calls to this number are up."),
        GATEWAY_TIMED_OUT("The telephone gateway did not answer in time."),
        REGISTRY_UNAVAILABLE("The registry of calls did not answer in time."),
        BUSY("The user asks too often, too many calls are up, or the server is ending: see throttle.* and calls.*."),
        TOO_MANY_AT_ONCE("throttle.concurrency requests of this user were being answered at the same time."),
        NO_VERSION("RequestServerVersion is no version that this server accepts."),
        OLD_VERSION("RequestServerVersion is older than Exchange2010, which brought the telephone operations."),
        DUPLICATE_HEADER("A SOAP header of the contract is there twice."),
        MUST_UNDERSTAND("A SOAP header of somebody else says mustUnderstand, and this server does not understand it."),
        BAD_IMPERSONATION("ExchangeImpersonation names nobody, has a SID, or an address that is none."),
        IMPERSONATION_DENIED("impersonation.grants does not give {caller} this mailbox."),
        NO_SUCH_MAILBOX("impersonation.mailboxes does not match the mailbox."),
        NO_ACCESS("{caller} has not the role that auth.required-role names."),
        ACCOUNT_DISABLED("The account of {caller} is disabled in the users file."),
        INTERNAL("A bug of this server; its log has it under {request}.");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }
}
