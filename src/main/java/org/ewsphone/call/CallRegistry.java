package org.ewsphone.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Where the calls of this server, or of all its nodes, are kept: a live call for as long as it lives, a finished one for
 * a while. What one node has changed, all of them see from then on. Safe for many threads. Every method may throw
 * {@link CallException} with {@link CallFailure#REGISTRY_UNAVAILABLE}, and does within 3 seconds when it cannot do what
 * was asked; it may have been done or not.
 */
public interface CallRegistry extends AutoCloseable {

    /**
     * Keeps a new call.
     *
     * @throws CallException with {@link CallFailure#TOO_MANY_CALLS} when no more can be kept
     * @throws IllegalStateException when a call of this id is kept already
     */
    void add(PhoneCall call);

    /** The call as it stands; nothing when it is unknown or its time is over. */
    Optional<PhoneCall> find(PhoneCallId id);

    /**
     * Applies the change atomically for this call, between nodes too, and returns the call after it. The change may be
     * tried more than once, so it has no side effects.
     */
    Optional<PhoneCall> update(PhoneCallId id, CallChange change);

    /** The same for a change that does not depend on the time. */
    default Optional<PhoneCall> update(PhoneCallId id, UnaryOperator<PhoneCall> change) {
        return update(id, (call, now) -> change.apply(call));
    }

    /**
     * Waits until the condition holds for the call, given the time by the registry's clock, or for this long; returns
     * the call as it stands then. A thread that is interrupted does not wait.
     */
    Optional<PhoneCall> await(PhoneCallId id, BiPredicate<PhoneCall, Instant> condition, Duration atMost);

    /** All calls that are kept, each as it stands when the stream comes to it. */
    Stream<PhoneCall> all();

    /** The nodes that share the registry; nothing when it is this server's alone and ends with it. */
    default Optional<Nodes> nodes() {
        return Optional.empty();
    }

    /** What there is to look at, before one says that calls can be kept: that it answers, at least. */
    default List<ReadinessCheck> checks() {
        return List.of(ReadinessCheck.of(
                "registry", () -> new Readiness(find(new PhoneCallId("none")).isEmpty(), Map.of())));
    }

    @Override
    default void close() {}
}
