package org.ewsphone.call;

/** Told by a gateway what happens to the calls it carries. */
@FunctionalInterface
public interface CallObserver {

    /** The events of one call arrive in the order in which they happened, one at a time, on any thread. */
    void on(CallEvent event);
}
