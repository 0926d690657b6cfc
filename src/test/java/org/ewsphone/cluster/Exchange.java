package org.ewsphone.cluster;

/**
 * A request and its answer, as a client saw them.
 *
 * @param call the call that it was about; for a PlayOnPhone that was not answered, nothing
 * @param node which node was asked
 * @param invoked when it was sent, as {@link System#nanoTime}
 * @param answered when the answer was there, or it was clear that there will be none
 */
record Exchange(Operation operation, String call, int node, long invoked, long answered, Answer answer) {

    boolean saysOver() {
        return answer.saysOver(operation);
    }

    boolean saysUp() {
        return answer.saysUp(operation);
    }

    long nanos() {
        return answered - invoked;
    }

    @Override
    public String toString() {
        return "%s at node %d from %d to %d µs: %s %s"
                .formatted(operation, node, invoked / 1000, answered / 1000, answer.code(), answer.value());
    }
}
