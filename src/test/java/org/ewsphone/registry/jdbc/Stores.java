package org.ewsphone.registry.jdbc;

import java.time.Duration;
import org.ewsphone.call.NodeName;
import org.ewsphone.registry.shared.Terms;

/** Databases for tests. */
final class Stores {

    static final Duration LEASE = Duration.ofSeconds(10);

    private Stores() {}

    /** One of this name in this process, which is there until the process ends. */
    static Terms inMemory(String name, NodeName node, Duration retention, int maxCalls) {
        return new Terms(node, "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "", "", 10, LEASE, retention, maxCalls);
    }

    /** The same database for another node. */
    static Terms same(Terms terms, NodeName node) {
        return new Terms(
                node,
                terms.url(),
                terms.user(),
                terms.password(),
                terms.poolSize(),
                terms.lease(),
                terms.retention(),
                terms.maxCalls());
    }
}
