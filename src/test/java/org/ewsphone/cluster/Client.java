package org.ewsphone.cluster;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks until it is answered, as clients are told to: at the next node, when a request was not answered or refused for the
 * moment. A load balancer would send it there.
 */
final class Client {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BACK_OFF = Duration.ofMillis(200);

    private final Cluster cluster;
    private final History history;

    Client(Cluster cluster, History history) {
        this.cluster = cluster;
        this.history = history;
    }

    /** Asks this node at first, and returns the last exchange: the one with the answer, if there was any in time. */
    Exchange ask(Operation operation, String call, int node) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Exchange exchange = history.add(cluster.node(node).ask(operation, call));
        for (int next = node + 1; exchange.answer().isTransient() && System.nanoTime() - end < 0; next++) {
            LockSupport.parkNanos(BACK_OFF.toNanos());
            exchange = history.add(cluster.node(next).ask(operation, call));
        }
        if (!exchange.answer().isSuccess()) {
            history.unanswered(exchange);
        }
        return exchange;
    }
}
