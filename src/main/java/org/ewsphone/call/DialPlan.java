package org.ewsphone.call;

/** Judges what a caller asks to be dialled, and how often. Safe for many threads. */
@FunctionalInterface
public interface DialPlan {

    /**
     * Where the call goes.
     *
     * @throws CallException with {@link CallFailure#INVALID_NUMBER}, {@link CallFailure#INVALID_SIP_URI},
     *     {@link CallFailure#NOT_DIALABLE} or {@link CallFailure#NO_DIAL_PLAN}
     */
    Destination route(Caller caller, DialString dialString);

    /**
     * Takes account of a call to where it routed, just before it is placed.
     *
     * @throws CallException with {@link CallFailure#NOT_DIALABLE} when the mailbox may not place another one now
     */
    default void admit(PhoneCall call) {}

    /** Told when a call is over; perhaps more than once, and perhaps of a call that it never admitted. */
    default void settle(PhoneCall call) {}
}
