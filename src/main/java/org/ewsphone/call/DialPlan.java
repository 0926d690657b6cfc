package org.ewsphone.call;

/** Judges what a caller asks to be dialled. Safe for many threads. */
@FunctionalInterface
public interface DialPlan {

    /**
     * Where the call goes.
     *
     * @throws CallException with {@link CallFailure#INVALID_NUMBER}, {@link CallFailure#INVALID_SIP_URI},
     *     {@link CallFailure#NOT_DIALABLE} or {@link CallFailure#NO_DIAL_PLAN}
     */
    Destination route(Caller caller, DialString dialString);
}
