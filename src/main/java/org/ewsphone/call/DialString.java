package org.ewsphone.call;

/**
 * What a client asks to be dialled, exactly as it was written. Nothing is known of it until a {@link DialPlan} has
 * judged it, and it is never logged.
 *
 * @param value any text
 */
public record DialString(String value) {

    @Override
    public String toString() {
        return "a dial string of " + value.length() + " characters";
    }
}
