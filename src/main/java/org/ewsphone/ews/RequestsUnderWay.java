package org.ewsphone.ews;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Knows which requests are being answered, so that a server that ends can wait for them. Safe for many threads. */
public final class RequestsUnderWay {

    private volatile Phaser current = era();

    /** The server itself is one of the parties, so that an era does not end by having no request for a moment. */
    private static Phaser era() {
        return new Phaser(1);
    }

    /** A request is being answered, until what this returns is run. */
    Runnable begin() {
        Phaser era = current;
        era.register();
        return era::arriveAndDeregister;
    }

    /** How many are being answered now; those that were waited for already aside. */
    public int count() {
        return current.getRegisteredParties() - 1;
    }

    /** Waits for the requests that have begun already, not for those that come meanwhile; whether none is left. */
    public boolean awaitEarlier(Duration atMost) {
        Phaser earlier = endEra();
        int phase = earlier.arriveAndDeregister();
        try {
            earlier.awaitAdvanceInterruptibly(phase, atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized Phaser endEra() {
        Phaser ended = current;
        current = era();
        return ended;
    }
}
