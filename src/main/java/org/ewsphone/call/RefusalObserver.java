package org.ewsphone.call;

/** Told of every request whose sender was not identified, on the thread that answers it. */
@FunctionalInterface
public interface RefusalObserver {

    /** Returns at once and never throws, however many there are. */
    void on(IdentityRefusal refusal);
}
