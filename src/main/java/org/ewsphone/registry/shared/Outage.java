package org.ewsphone.registry.shared;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether what keeps the calls is away. While it is, one request in {@link #PAUSE} tries it, and the others are refused
 * without waiting for what would not come. Whoever operates it is told once.
 */
public final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final String store;
    private final AtomicLong nextTry = new AtomicLong();
    private volatile boolean on;

    /** None yet, of what is called so. */
    public Outage(String store) {
        this.store = store;
    }

    /** Throws {@link CallException} with {@link CallFailure#REGISTRY_UNAVAILABLE} to those who are not to try. */
    public void refuseWhileItLasts() {
        if (!on) {
            return;
        }
        long now = System.nanoTime();
        long due = nextTry.get();
        if (now - due < 0 || !nextTry.compareAndSet(due, now + PAUSE.toNanos())) {
            throw new CallException(CallFailure.REGISTRY_UNAVAILABLE, "The call registry does not answer");
        }
    }

    /** It could not be reached. */
    public synchronized void isOn(Exception reason) {
        nextTry.set(System.nanoTime() + PAUSE.toNanos());
        if (!on) {
            on = true;
            LOG.warn(
                    "The call registry {} does not answer ({}). Requests are refused until it does; look at the store.",
                    store,
                    reason.getMessage());
        }
    }

    /** It has answered. */
    public void isOver() {
        if (on) {
            end();
        }
    }

    private synchronized void end() {
        if (on) {
            on = false;
            LOG.info("The call registry {} answers again", store);
        }
    }
}
