package org.ewsphone.call;

import java.util.Optional;
import java.util.stream.Stream;

/** A way into a telephone network. Safe for many threads. */
public interface TelephonyGateway extends AutoCloseable {

    /**
     * Dials, and plays the message once somebody answers. Returns when the intent is accepted and never waits for
     * ringing; what happens then is told to the observer.
     *
     * @throws CallException with {@link CallFailure#GATEWAY_UNREACHABLE}, {@link CallFailure#GATEWAY_REFUSED},
     *     {@link CallFailure#GATEWAY_TIMED_OUT}, {@link CallFailure#NO_GATEWAY} or {@link CallFailure#UNPLAYABLE}; the
     *     observer is not told of the call after that
     */
    void place(OutboundCall call, CallObserver observer);

    /**
     * Hangs up: cancels before the answer, ends after it, and ends as well when the answer crosses the cancelling.
     * Idempotent, in any state; a call that the network does not know counts as hung up. Returns once the network has
     * accepted it, not once the line is quiet.
     *
     * @throws CallException with {@link CallFailure#GATEWAY_UNREACHABLE}, {@link CallFailure#GATEWAY_REFUSED} or
     *     {@link CallFailure#GATEWAY_TIMED_OUT}; the call may be up or not, and hanging up again is right
     */
    void hangUp(PhoneCall call);

    /** Who can hang up this call, which another node placed. The node that placed it always can. */
    default Reach reach(PhoneCall call) {
        return Reach.OWNER;
    }

    /** What the network knows of a call now: used after a restart and when an answer was lost. */
    Optional<PhoneCallState> probe(PhoneCall call);

    /**
     * Whether the destination is the network's own: a call there costs nothing and reaches nobody outside, so it may be
     * placed without being listed and as often as one likes. A network that reaches the world owns nothing.
     */
    default boolean owns(Destination destination) {
        return false;
    }

    /** Why no call can be placed now, in words for an operator; nothing when all is well, as far as is known. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** The calls that the network carries already when the gateway opens, each to be told of through the observer. */
    default Stream<PhoneCall> carried(CallObserver observer) {
        return Stream.empty();
    }

    /** Lets go of the network. Calls that are up stay up. */
    @Override
    default void close() {}
}
