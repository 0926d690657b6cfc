package org.ewsphone.registry.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.registry.shared.Outage;
import org.ewsphone.registry.shared.Terms;

/**
 * A bounded pool of connections. Whoever cannot be served soon is told so: within 3 seconds by a database that has just
 * stopped to answer, and at once from then on.
 */
final class Database implements AutoCloseable {

    private static final long MILLIS_TO_WAIT = 750;
    private static final long MILLIS_TO_PROVE = 500;

    /** The classes of SQLSTATE that mean that we, not the database, are wrong. */
    private static final List<String> OUR_FAULTS = List.of("22", "23", "42");

    /** Those that mean that it cannot be reached, or does not let us in; the last one is what it says when it stops. */
    private static final List<String> AWAY = List.of("08", "28", "3D", "53", "57P");

    private final HikariDataSource pool;
    private final Outage outage;

    /** A pool whose connections are made when they are needed. */
    Database(Dialect dialect, Terms terms) {
        this.outage = new Outage(terms.toString());
        var config = new HikariConfig();
        config.setPoolName("ews-phone-registry");
        config.setDataSource(dialect.source(terms, true));
        config.setMaximumPoolSize(terms.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(MILLIS_TO_WAIT);
        config.setValidationTimeout(MILLIS_TO_PROVE);
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
    }

    /**
     * Does the work on a connection that nobody else has meanwhile.
     *
     * @throws CallException with {@link CallFailure#REGISTRY_UNAVAILABLE}
     */
    <T> T run(Work<T> work) {
        outage.refuseWhileItLasts();
        try (Connection connection = pool.getConnection()) {
            T result = work.on(connection);
            outage.isOver();
            return result;
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    private RuntimeException translated(SQLException e) {
        if (isOneOf(OUR_FAULTS, e)) {
            return new IllegalStateException("The call registry refused a statement", e);
        }
        if (isOneOf(AWAY, e)) {
            outage.isOn(e);
        }
        return new CallException(CallFailure.REGISTRY_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }

    private static boolean isOneOf(List<String> classes, SQLException e) {
        return e.getSQLState() != null && classes.stream().anyMatch(e.getSQLState()::startsWith);
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Something that is done on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
