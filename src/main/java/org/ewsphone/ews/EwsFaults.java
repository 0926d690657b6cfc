package org.ewsphone.ews;

import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_ACCESS_DENIED;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_ACCOUNT_DISABLED;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_DUPLICATE_SOAP_HEADER;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_EXCEEDED_CONNECTION_COUNT;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_IMPERSONATE_USER_DENIED;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_INCORRECT_SCHEMA_VERSION;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_INTERNAL_SERVER_ERROR;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_INVALID_EXCHANGE_IMPERSONATION_HEADER_DATA;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_INVALID_OPERATION;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_INVALID_REQUEST;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_INVALID_SERVER_VERSION;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_NON_EXISTENT_MAILBOX;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_SCHEMA_VALIDATION;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_SERVER_BUSY;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ewsphone.call.ThrottledException;
import org.ewsphone.ews.wire.ResponseCodeType;

/** Every fault this server sends, made in one place. */
final class EwsFaults {

    private static final int INTERNAL_SERVER_ERROR = 500;

    private EwsFaults() {}

    /** The body or a bound header is not what the contract says, or not XML at all. */
    static EwsFault schemaValidation(String violation, int line, int column) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("LineNumber", Integer.toString(line));
        details.put("LinePosition", Integer.toString(column));
        details.put("Violation", violation);
        return new EwsFault(
                ERROR_SCHEMA_VALIDATION,
                INTERNAL_SERVER_ERROR,
                "The request failed schema validation.",
                "The request failed schema validation: " + violation,
                details,
                0,
                NamespaceDialect.HTTP);
    }

    /** Not a request that EWS knows: no SOAP 1.1 envelope, or not one operation in its Body. */
    static EwsFault invalidRequest(String why) {
        return simple(ERROR_INVALID_REQUEST, INTERNAL_SERVER_ERROR, "The request is invalid: " + why);
    }

    /** The request did not come in a way in which EWS takes requests. */
    static EwsFault refusedByHttp(int status, String why) {
        return simple(ERROR_INVALID_REQUEST, status, why);
    }

    /** An operation of EWS that this server does not have, or of nobody. */
    static EwsFault invalidOperation(String operation) {
        return simple(
                ERROR_INVALID_OPERATION,
                INTERNAL_SERVER_ERROR,
                "The operation " + operation + " isn't available. This server has the telephone operations only.");
    }

    /** The RequestServerVersion is none that EWS knows, or not one this server accepts. */
    static EwsFault invalidServerVersion() {
        return simple(ERROR_INVALID_SERVER_VERSION, INTERNAL_SERVER_ERROR, "The specified server version is invalid.");
    }

    /** The RequestServerVersion is older than the telephone operations. */
    static EwsFault incorrectSchemaVersion() {
        return simple(
                ERROR_INCORRECT_SCHEMA_VERSION,
                INTERNAL_SERVER_ERROR,
                "The request's server version doesn't have this operation. It needs Exchange2010 or newer.");
    }

    /** A header of the contract came twice. */
    static EwsFault duplicateHeader(String header) {
        return simple(
                ERROR_DUPLICATE_SOAP_HEADER,
                INTERNAL_SERVER_ERROR,
                "The SOAP header " + header + " occurs more than once.");
    }

    /** The caller may not act for this mailbox. */
    static EwsFault impersonationDenied() {
        return simple(
                ERROR_IMPERSONATE_USER_DENIED,
                INTERNAL_SERVER_ERROR,
                "The account doesn't have permission to impersonate the requested user.");
    }

    /** Whom the caller wants to act for cannot be told. */
    static EwsFault invalidImpersonation(String why) {
        return simple(
                ERROR_INVALID_EXCHANGE_IMPERSONATION_HEADER_DATA,
                INTERNAL_SERVER_ERROR,
                "The ExchangeImpersonation header " + why + ".");
    }

    /** The caller may act for this mailbox, which does not exist. */
    static EwsFault nonExistentMailbox() {
        return simple(
                ERROR_NON_EXISTENT_MAILBOX,
                INTERNAL_SERVER_ERROR,
                "The SMTP address has no mailbox associated with it.");
    }

    /** The caller is known and may not use the telephone operations. */
    static EwsFault accessDenied() {
        return simple(ERROR_ACCESS_DENIED, INTERNAL_SERVER_ERROR, "Access is denied. Check credentials and try again.");
    }

    /** The caller's account is known and disabled. */
    static EwsFault accountDisabled() {
        return simple(ERROR_ACCOUNT_DISABLED, INTERNAL_SERVER_ERROR, "The account is disabled.");
    }

    /** The server is at fault; the log says more under this id. */
    static EwsFault internalServerError(String requestId) {
        return simple(
                ERROR_INTERNAL_SERVER_ERROR,
                INTERNAL_SERVER_ERROR,
                "An internal server error occurred. The operation failed. (" + requestId + ")");
    }

    /** A failure that tells the client to come back later, or that somebody did not answer. */
    static EwsFault unavailable(ResponseCodeType code, String text, int backOffMilliseconds) {
        return new EwsFault(
                code, INTERNAL_SERVER_ERROR, text, text, Map.of(), backOffMilliseconds, NamespaceDialect.HTTP);
    }

    /** The caller asks too often, or too much at once. */
    static EwsFault throttled(ThrottledException refusal) {
        int backOff = milliseconds(refusal.backOff());
        return switch (refusal.limit()) {
            case RATE -> serverBusy(backOff);
            case CONCURRENCY ->
                unavailable(
                        ERROR_EXCEEDED_CONNECTION_COUNT,
                        "You have exceeded the available concurrent connections for your account. Try again once your"
                                + " other requests have completed.",
                        backOff);
        };
    }

    /** Not now, but later. */
    static EwsFault serverBusy(int backOffMilliseconds) {
        return unavailable(
                ERROR_SERVER_BUSY,
                "The server cannot service this request right now. Try again later.",
                backOffMilliseconds);
    }

    /** Rounded up, so that whoever waits as long is not too early. */
    private static int milliseconds(Duration duration) {
        long milliseconds = duration.plusNanos(999_999).toMillis();
        return (int) Math.min(Math.max(milliseconds, 1), Integer.MAX_VALUE);
    }

    /** A header that must be understood and is not (SOAP 1.1, 4.2.3). */
    static EwsFault mustUnderstand(String header) {
        String text = "The SOAP header " + header + " must be understood, and it isn't.";
        return new EwsFault(null, INTERNAL_SERVER_ERROR, text, text, Map.of(), 0, NamespaceDialect.HTTP);
    }

    private static EwsFault simple(ResponseCodeType code, int status, String text) {
        return new EwsFault(code, status, text, text, Map.of(), 0, NamespaceDialect.HTTP);
    }
}
