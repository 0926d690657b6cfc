package org.ewsphone.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What GetPhoneCallInformation tells.
 *
 * @param state as {@code Connecting}
 * @param cause as {@code UserBusy}; {@code None} before the end and after a normal one
 * @param sipCode the network's final word on a call that failed
 * @param sipText the same in words
 */
public record CallInformation(String state, String cause, Optional<String> sipCode, Optional<String> sipText) {

    /** What this answer tells. */
    public static CallInformation of(EwsAnswer answer) {
        return new CallInformation(
                answer.text("PhoneCallState").orElse("unknown"),
                answer.text("ConnectionFailureCause").orElse("None"),
                answer.text("SIPResponseCode"),
                answer.text("SIPResponseText"));
    }

    /** Whether the call is over. */
    public boolean isOver() {
        return state.equals("Disconnected");
    }

    /** Whether it is over because something failed. */
    public boolean hasFailed() {
        return isOver() && !cause.equals("None");
    }

    /** Whether somebody picked up, or nobody will any more. */
    public boolean isDecided() {
        return isOver() || state.equals("Connected") || state.equals("Transferring");
    }

    /** By the names that EWS has for them, in its order. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("PhoneCallState", state);
        facts.put("ConnectionFailureCause", cause);
        sipText.ifPresent(text -> facts.put("SIPResponseText", text));
        sipCode.ifPresent(code -> facts.put("SIPResponseCode", code));
        return facts;
    }

    /** As {@code Disconnected, UserBusy (486 Busy Here)}. */
    @Override
    public String toString() {
        String sip = sipCode.map(
                        code -> " (" + code + sipText.map(text -> " " + text).orElse("") + ")")
                .orElse("");
        return hasFailed() ? state + ", " + cause + sip : state;
    }
}
