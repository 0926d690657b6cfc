package org.ewsphone.call;

import java.util.List;

/** Told of every operation once it has its answer, on the thread that answers it. */
@FunctionalInterface
public interface OperationObserver {

    /** Returns at once and never throws: the client is waiting. */
    void on(OperationRecord operation);

    /** Tells each of them, in this order. */
    static OperationObserver all(List<OperationObserver> observers) {
        List<OperationObserver> told = List.copyOf(observers);
        return operation -> told.forEach(observer -> observer.on(operation));
    }
}
