package org.ewsphone.registry.jdbc;

import java.time.Duration;
import java.time.Instant;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.Calls;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.NodesContract;
import org.ewsphone.registry.shared.Terms;
import org.junit.jupiter.api.AfterAll;

final class PostgresNodesIT extends NodesContract {

    private static final Postgres POSTGRES = Postgres.start();

    private final Terms terms = POSTGRES.newSchema(Calls.NODE, Duration.ofMinutes(10), 1000);
    private final MovableTime time = new MovableTime(Dialect.POSTGRESQL.source(terms, true));
    private Instant now = Calls.NOON;

    @AfterAll
    static void stop_the_database() throws Exception {
        POSTGRES.close();
    }

    @Override
    protected CallRegistry open(NodeName node) {
        return JdbcCallRegistry.open(Stores.same(terms, node), MovableTime.NOW);
    }

    @Override
    protected void advance(Duration by) {
        now = now.plus(by);
        time.set(now);
    }
}
