package org.ewsphone.registry.jdbc;

import java.time.Duration;
import org.ewsphone.call.Calls;
import org.ewsphone.registry.shared.Terms;
import org.junit.jupiter.api.AfterAll;

final class PostgresSchemaIT extends SchemaContract {

    private static final Postgres POSTGRES = Postgres.start();

    @AfterAll
    static void stop_the_database() throws Exception {
        POSTGRES.close();
    }

    @Override
    Terms terms() {
        return POSTGRES.newSchema(Calls.NODE, Duration.ofMinutes(10), 1000);
    }
}
