package org.ewsphone.gateway.simulated;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.CallObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an observer the events of one call in their order and one at a time, whichever threads they come from. */
final class Telling {

    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    private final CallObserver observer;
    private final BooleanSupplier open;
    private final Queue<CallEvent> untold = new ConcurrentLinkedQueue<>();
    private final AtomicInteger wishes = new AtomicInteger();

    /** Tells this observer for as long as the network is open. */
    Telling(CallObserver observer, BooleanSupplier open) {
        this.observer = observer;
        this.open = open;
    }

    /** Puts an event behind the others. It is told by {@link #deliver}. */
    void add(CallEvent event) {
        untold.add(event);
    }

    /**
     * Sees to it that everything is told. Whoever comes while another thread is telling, or from within the observer,
     * leaves it to that one; so nobody waits, and no lock is held while the observer is busy.
     */
    void deliver() {
        if (wishes.getAndIncrement() == 0) {
            do {
                tellAll();
            } while (wishes.decrementAndGet() > 0);
        }
    }

    private void tellAll() {
        for (CallEvent event = untold.poll(); event != null; event = untold.poll()) {
            if (open.getAsBoolean()) {
                tell(event);
            }
        }
    }

    /** An observer that fails once, say for want of its registry, is still told what comes after. */
    private void tell(CallEvent event) {
        try {
            observer.on(event);
        } catch (RuntimeException e) {
            LOG.error("Call {}: what happened to it could not be recorded", event.id(), e);
        }
    }
}
