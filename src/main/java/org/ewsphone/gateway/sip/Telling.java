package org.ewsphone.gateway.sip;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.CallObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an observer the events of one call, one after the other, on threads that no message waits for. */
final class Telling {

    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    private final CallObserver observer;
    private final Executor threads;
    private final Queue<CallEvent> untold = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    Telling(CallObserver observer, Executor threads) {
        this.observer = observer;
        this.threads = threads;
    }

    /** It will be told once all before it are. */
    void tell(CallEvent event) {
        untold.add(event);
        if (count.getAndIncrement() == 0) {
            threads.execute(this::tellAll);
        }
    }

    private void tellAll() {
        do {
            CallEvent event = untold.remove();
            try {
                observer.on(event);
            } catch (RuntimeException e) {
                LOG.error("Call {}: what happened to it could not be recorded", event.id(), e);
            }
        } while (count.decrementAndGet() > 0);
    }
}
