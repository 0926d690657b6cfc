package org.ewsphone.registry.jdbc;

import java.time.Duration;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.CallRegistryContract;
import org.ewsphone.call.Calls;
import org.ewsphone.registry.shared.Terms;
import org.junit.jupiter.api.AfterAll;

final class PostgresCallRegistryIT extends CallRegistryContract {

    private static final Postgres POSTGRES = Postgres.start();

    private final Terms terms = POSTGRES.newSchema(Calls.NODE, RETENTION, MAX_CALLS);
    private final MovableTime time = new MovableTime(Dialect.POSTGRESQL.source(terms, true));

    @AfterAll
    static void stop_the_database() throws Exception {
        POSTGRES.close();
    }

    @Override
    protected CallRegistry open() {
        return JdbcCallRegistry.open(terms, MovableTime.NOW);
    }

    @Override
    protected void advance(Duration by) {
        super.advance(by);
        time.set(clock.instant());
    }
}
