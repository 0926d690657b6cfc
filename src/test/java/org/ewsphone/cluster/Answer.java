package org.ewsphone.cluster;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node said to a request.
 *
 * @param code its ResponseCode; {@link #NONE} when the connection was lost
 * @param value the PhoneCallId or the PhoneCallState in it, or nothing
 */
record Answer(String code, String value) {

    static final String NONE = "none";

    private static final String SUCCESS = "NoError";

    /** Those after which a client is to repeat its request. */
    private static final Set<String> TRANSIENT =
            Set.of(NONE, "ErrorServerBusy", "ErrorInternalServerTransientError", "ErrorTimeoutExpired");

    private static final Pattern CODE = Pattern.compile("ResponseCode[^>]*>(\\w+)<");
    private static final Pattern VALUE = Pattern.compile("PhoneCallId Id=\"([^\"]+)\"|PhoneCallState>(\\w+)<");

    /** Reads an envelope. */
    static Answer in(String envelope) {
        Matcher code = CODE.matcher(envelope);
        Matcher value = VALUE.matcher(envelope);
        String found = "";
        if (value.find()) {
            found = value.group(1) == null ? value.group(2) : value.group(1);
        }
        return new Answer(code.find() ? code.group(1) : envelope, found);
    }

    /** None came. */
    static Answer lost() {
        return new Answer(NONE, "");
    }

    boolean isSuccess() {
        return code.equals(SUCCESS);
    }

    boolean isTransient() {
        return TRANSIENT.contains(code);
    }

    /** Whether it says that the call is over. */
    boolean saysOver(Operation operation) {
        return isSuccess()
                && (operation == Operation.DISCONNECT
                        || (operation == Operation.INFORMATION && value.equals("Disconnected")));
    }

    /** Whether it says that the call is up. */
    boolean saysUp(Operation operation) {
        return isSuccess() && operation == Operation.INFORMATION && !value.equals("Disconnected");
    }
}
