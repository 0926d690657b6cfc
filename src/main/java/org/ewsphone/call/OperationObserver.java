package org.ewsphone.call;

import java.util.List;

/** Told of every operation once it has its answer, on the thread that answers it. */
@FunctionalInterface
public interface OperationObserver {

    /** Returns at once and never throws: the client is waiting. */
    void on(OperationRecord operation);

    /**
     * The same, together with what went over the wire. Nobody changes the bytes afterwards.
     *
     * @param request the body of the request; empty when it was not read
     * @param answer the body of the answer
     */
    default void on(OperationRecord operation, byte[] request, byte[] answer) {
        on(operation);
    }

    /** Tells all of these. */
    static OperationObserver all(List<OperationObserver> observers) {
        List<OperationObserver> all = List.copyOf(observers);
        return new OperationObserver() {
            @Override
            public void on(OperationRecord operation) {
                for (OperationObserver observer : all) {
                    observer.on(operation);
                }
            }

            @Override
            public void on(OperationRecord operation, byte[] request, byte[] answer) {
                for (OperationObserver observer : all) {
                    observer.on(operation, request, answer);
                }
            }
        };
    }
}
