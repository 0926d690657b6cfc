package org.ewsphone.registry.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.Calls;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.NodesContract;
import org.ewsphone.registry.shared.Terms;

/** Several nodes on H2 are possible within one process only; the rules are the same. */
final class H2NodesTest extends NodesContract {

    private final String name = UUID.randomUUID().toString();
    private final MovableTime time = new MovableTime(Dialect.H2.source(terms(Calls.NODE), true));
    private Instant now = Calls.NOON;

    @Override
    protected CallRegistry open(NodeName node) {
        return JdbcCallRegistry.open(terms(node), MovableTime.NOW);
    }

    @Override
    protected void advance(Duration by) {
        now = now.plus(by);
        time.set(now);
    }

    private Terms terms(NodeName node) {
        return Stores.inMemory(name, node, Duration.ofMinutes(10), 1000);
    }
}
