package org.ewsphone.registry.shared;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.ewsphone.call.CallChange;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;

/**
 * The calls of all nodes, in a store. Each has a version there: a change is written only where the version is still the
 * one that was read, and tried again otherwise. Nothing is kept here, so nobody sees an older state.
 */
public abstract class StoredCallRegistry implements CallRegistry {

    /** How often whoever waits looks for himself. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private static final int MOST_TRIES = 100;

    private final NodeName node;
    private final Signals signals = new Signals();

    /** As this node sees it. */
    protected StoredCallRegistry(NodeName node) {
        this.node = node;
    }

    /** The call as it is stored; nothing when it is unknown or its time is over. */
    protected abstract Optional<StoredCall> read(PhoneCallId id);

    /**
     * Writes the call and sends the word, if there is one, to all nodes: both, or nothing when the stored call is not any
     * more as it was read.
     *
     * @return whether it was
     */
    protected abstract boolean write(StoredCall before, PhoneCall after, Optional<Word> word);

    /** Somebody waits for this node to end this call. */
    protected abstract void wanted(PhoneCallId id);

    @Override
    public final Optional<PhoneCall> find(PhoneCallId id) {
        return read(id).map(StoredCall::call);
    }

    @Override
    public final Optional<PhoneCall> update(PhoneCallId id, CallChange change) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Optional<StoredCall> before = read(id);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            PhoneCall known = before.get().call();
            PhoneCall after = change.applyTo(known, before.get().now());
            if (after.equals(known) || write(before.get(), after, Word.of(known, after))) {
                return Optional.of(after);
            }
        }
        throw new CallException(CallFailure.REGISTRY_UNAVAILABLE, "Others change the call " + id + " all the time");
    }

    @Override
    public final Optional<PhoneCall> await(PhoneCallId id, BiPredicate<PhoneCall, Instant> condition, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            long count = signals.count(id);
            Optional<StoredCall> stored = read(id);
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (stored.filter(known -> !condition.test(known.call(), known.now()))
                            .isEmpty()
                    || left.isNegative()
                    || Thread.currentThread().isInterrupted()) {
                return stored.map(StoredCall::call);
            }
            signals.await(id, count, left.compareTo(LOOK) < 0 ? left : LOOK);
        }
    }

    /** Word of some node has come. */
    protected final void heard(String text) {
        Word.read(text).ifPresent(word -> {
            signals.tell(word.id());
            if (word.isFor(node)) {
                wanted(word.id());
            }
        });
    }

    /** Word of any call may have been missed. */
    protected final void missed() {
        signals.tellAll();
    }

    /** What to throw when a call of this id is kept already. */
    protected static IllegalStateException knownAlready(PhoneCallId id) {
        return new IllegalStateException("There is a call " + id + " already");
    }

    /** What to throw when so many calls are kept already. */
    protected static CallException full(long kept) {
        return new CallException(CallFailure.TOO_MANY_CALLS, "The registry keeps " + kept + " calls already");
    }

    /** What to throw when this node is not one of those that the others count on: they would take its calls as lost. */
    protected static CallException givenUp() {
        return new CallException(
                CallFailure.REGISTRY_UNAVAILABLE, "The other nodes have given this one up; it joins them again soon");
    }
}
