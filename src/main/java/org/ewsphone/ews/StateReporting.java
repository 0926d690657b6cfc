package org.ewsphone.ews;

import org.ewsphone.call.ConnectionFailureCause;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.ews.wire.ConnectionFailureCauseType;
import org.ewsphone.ews.wire.PhoneCallInformationType;
import org.ewsphone.ews.wire.PhoneCallStateType;

/** How much of a call's course its client is told. */
public enum StateReporting {
    /** As Exchange does: dialling and ringing are one. */
    EXCHANGE,
    /** Every state the schema has. */
    FULL;

    PhoneCallInformationType describe(PhoneCall call) {
        var information = new PhoneCallInformationType();
        information.setPhoneCallState(stateOf(call));
        information.setConnectionFailureCause(causeOf(call.cause()));
        call.sipStatus().ifPresent(status -> {
            information.setSIPResponseText(status.text());
            information.setSIPResponseCode(status.code());
        });
        return information;
    }

    private PhoneCallStateType stateOf(PhoneCall call) {
        return this == FULL ? fully(call.state()) : asExchange(call.state());
    }

    private static PhoneCallStateType asExchange(PhoneCallState state) {
        return switch (state) {
            case IDLE, INCOMING, CONNECTING, FORWARDING, ALERTED -> PhoneCallStateType.CONNECTING;
            case CONNECTED, TRANSFERRING -> PhoneCallStateType.CONNECTED;
            case DISCONNECTED -> PhoneCallStateType.DISCONNECTED;
        };
    }

    private static PhoneCallStateType fully(PhoneCallState state) {
        return switch (state) {
            case IDLE -> PhoneCallStateType.IDLE;
            case INCOMING -> PhoneCallStateType.INCOMING;
            case CONNECTING -> PhoneCallStateType.CONNECTING;
            case FORWARDING -> PhoneCallStateType.FORWARDING;
            case ALERTED -> PhoneCallStateType.ALERTED;
            case CONNECTED -> PhoneCallStateType.CONNECTED;
            case TRANSFERRING -> PhoneCallStateType.TRANSFERRING;
            case DISCONNECTED -> PhoneCallStateType.DISCONNECTED;
        };
    }

    private static ConnectionFailureCauseType causeOf(ConnectionFailureCause cause) {
        return switch (cause) {
            case NONE -> ConnectionFailureCauseType.NONE;
            case USER_BUSY -> ConnectionFailureCauseType.USER_BUSY;
            case NO_ANSWER -> ConnectionFailureCauseType.NO_ANSWER;
            case UNAVAILABLE -> ConnectionFailureCauseType.UNAVAILABLE;
            case OTHER -> ConnectionFailureCauseType.OTHER;
        };
    }
}
