package org.ewsphone.registry.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are over, in the order in which they ended and so in that in which their time is over. Looking for those
 * costs the same however many there are, and is spread over all changes: nobody pauses to clean up after many others.
 */
final class FinishedCalls {

    /** Far more than can have ended between two changes. */
    private static final int AT_ONCE = 32;

    private final Queue<PhoneCall> byEnd = new ConcurrentLinkedQueue<>();
    private final ReentrantLock forgetting = new ReentrantLock();
    private final Duration retention;

    FinishedCalls(Duration retention) {
        this.retention = retention;
    }

    /** Counted from the end of the call, so that looking at it again does not prolong it. */
    boolean isOverdue(PhoneCall call, Instant now) {
        return call.endedAt().isPresent()
                && !call.endedAt().get().plus(retention).isAfter(now);
    }

    void add(PhoneCall call) {
        byEnd.add(call);
    }

    /** Forgets some of those whose time is over, if there are any and nobody else is at it. */
    void forgetSome(Instant now, Consumer<PhoneCallId> forget) {
        if (oldestOverdue(now) != null && forgetting.tryLock()) {
            forget(now, AT_ONCE, forget);
        }
    }

    /** Forgets all of those whose time is over. */
    void forgetAll(Instant now, Consumer<PhoneCallId> forget) {
        forgetting.lock();
        forget(now, Integer.MAX_VALUE, forget);
    }

    private void forget(Instant now, int atMost, Consumer<PhoneCallId> forget) {
        try {
            PhoneCall oldest = oldestOverdue(now);
            for (int i = 0; oldest != null && i < atMost; i++) {
                forget.accept(oldest.id());
                byEnd.remove();
                oldest = oldestOverdue(now);
            }
        } finally {
            forgetting.unlock();
        }
    }

    private @Nullable PhoneCall oldestOverdue(Instant now) {
        PhoneCall oldest = byEnd.peek();
        return oldest != null && isOverdue(oldest, now) ? oldest : null;
    }
}
