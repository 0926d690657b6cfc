package org.ewsphone.registry.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.ewsphone.call.NodeName;
import org.ewsphone.registry.shared.Terms;

/** A real PostgreSQL, of the test alone. */
public final class Postgres implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final AtomicInteger schemas = new AtomicInteger();

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts one; that takes some seconds. */
    public static Postgres start() {
        try {
            return new Postgres(EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty schema, for this node to begin with. */
    Terms newSchema(NodeName node, Duration retention, int maxCalls) {
        return new Terms(node, newSchema(), "", "", 10, Stores.LEASE, retention, maxCalls);
    }

    /** The URL of an empty schema. */
    public String newSchema() {
        String name = "test" + schemas.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement create = connection.createStatement()) {
            create.execute("create schema " + name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + name;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
