package org.ewsphone.registry.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import javax.sql.DataSource;
import org.ewsphone.call.Calls;

/** The clock of a database, which stands still until a test moves it. */
final class MovableTime {

    /** The time, as an expression. */
    static final String NOW = "(select at_ from movable_time)";

    private final DataSource source;

    /** It is noon. */
    MovableTime(DataSource source) {
        this.source = source;
        execute("create table movable_time (at_ timestamp(6) with time zone)");
        execute("insert into movable_time values (timestamp with time zone '" + Calls.NOON + "')");
    }

    void set(Instant now) {
        execute("update movable_time set at_ = timestamp with time zone '" + now + "'");
    }

    private void execute(String statement) {
        try (Connection connection = source.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
