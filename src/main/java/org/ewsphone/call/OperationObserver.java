package org.ewsphone.call;

/** Told of every operation once it has its answer, on the thread that answers it. */
@FunctionalInterface
public interface OperationObserver {

    /** Returns at once and never throws: the client is waiting. */
    void on(OperationRecord operation);
}
