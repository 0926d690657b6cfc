package org.ewsphone.ews;

import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_INTERNAL_SERVER_TRANSIENT_ERROR;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_INVALID_ID_EMPTY;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_INVALID_ID_MALFORMED;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_INVALID_OPERATION;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_INVALID_PHONE_CALL_ID;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_INVALID_PHONE_NUMBER;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_INVALID_SIP_URI;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_IP_GATEWAY_NOT_FOUND;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_ITEM_NOT_FOUND;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_PHONE_NUMBER_NOT_DIALABLE;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_TIMEOUT_EXPIRED;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_UNIFIED_MESSAGING_DIAL_PLAN_NOT_FOUND;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_UNIFIED_MESSAGING_REQUEST_FAILED;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_UNIFIED_MESSAGING_SERVER_NOT_FOUND;
import static org.ewsphone.ews.wire.ResponseCodeType.ERROR_USER_NOT_UNIFIED_MESSAGING_ENABLED;

import org.ewsphone.call.CallFailure;
import org.ewsphone.ews.wire.ResponseCodeType;

/** What a client is told when a call could not be placed, watched or ended. */
final class ResponseCodes {

    /** For a configuration that is not about telephones. */
    static final Answer NO_SUCH_CONFIGURATION =
            new Answer(ERROR_INVALID_OPERATION, "This server has no configuration of that kind.");

    private static final int BACK_OFF_MILLISECONDS = 30_000;

    private ResponseCodes() {}

    /**
     * The code and text of an Error answer; throws the fault for the failures that are not about the telephone.
     */
    static Answer of(CallFailure failure) {
        return switch (failure) {
            case UNKNOWN_CALL -> new Answer(ERROR_INVALID_PHONE_CALL_ID, "The phone call ID isn't valid.");
            case INVALID_NUMBER -> new Answer(ERROR_INVALID_PHONE_NUMBER, "The phone number isn't valid.");
            case INVALID_SIP_URI -> new Answer(ERROR_INVALID_SIP_URI, "The SIP URI isn't valid.");
            case NOT_DIALABLE ->
                new Answer(
                        ERROR_PHONE_NUMBER_NOT_DIALABLE,
                        "Dialing restrictions are preventing the phone number that was entered from being dialed.");
            case MESSAGE_NOT_FOUND ->
                new Answer(ERROR_ITEM_NOT_FOUND, "The specified object was not found in the store.");
            case UNPLAYABLE -> new Answer(ERROR_UNIFIED_MESSAGING_REQUEST_FAILED, "The voice message can't be played.");
            case ITEM_ID_EMPTY -> new Answer(ERROR_INVALID_ID_EMPTY, "The item ID is empty.");
            case ITEM_ID_MALFORMED -> new Answer(ERROR_INVALID_ID_MALFORMED, "The item ID is malformed.");
            case MAILBOX_NOT_ENABLED ->
                new Answer(ERROR_USER_NOT_UNIFIED_MESSAGING_ENABLED, "The user isn't enabled for Unified Messaging.");
            case NO_DIAL_PLAN ->
                new Answer(
                        ERROR_UNIFIED_MESSAGING_DIAL_PLAN_NOT_FOUND, "The Unified Messaging dial plan wasn't found.");
            case NO_GATEWAY ->
                new Answer(ERROR_IP_GATEWAY_NOT_FOUND, "No IP gateway is configured for the phone number.");
            case GATEWAY_UNREACHABLE ->
                new Answer(
                        ERROR_UNIFIED_MESSAGING_SERVER_NOT_FOUND,
                        "A connection couldn't be made to the Unified Messaging server.");
            case GATEWAY_REFUSED ->
                new Answer(ERROR_UNIFIED_MESSAGING_REQUEST_FAILED, "The Unified Messaging request failed.");
            case DESTINATION_BUSY ->
                new Answer(
                        ERROR_UNIFIED_MESSAGING_REQUEST_FAILED,
                        "Too many calls to this phone number are in progress. Try again later.");
            case GATEWAY_TIMED_OUT ->
                throw EwsFaults.unavailable(ERROR_TIMEOUT_EXPIRED, "The telephone gateway didn't answer in time.", 0);
            case REGISTRY_UNAVAILABLE ->
                throw EwsFaults.unavailable(
                        ERROR_INTERNAL_SERVER_TRANSIENT_ERROR,
                        "The server can't reach its call registry. Try again later.",
                        0);
            case TOO_MANY_CALLS, SHUTTING_DOWN -> throw EwsFaults.serverBusy(BACK_OFF_MILLISECONDS);
        };
    }

    /** An Error answer. */
    record Answer(ResponseCodeType code, String text) {}
}
