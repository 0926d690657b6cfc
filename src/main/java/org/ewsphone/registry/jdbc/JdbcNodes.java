package org.ewsphone.registry.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.Nodes;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.registry.shared.Terms;

/** The nodes that share a database: each has a row there, and one that has none is gone. */
final class JdbcNodes implements Nodes {

    private static final int UNTENDED_AT_ONCE = 200;

    private final NodeName node;
    private final Duration lease;
    private final Database database;
    private final Statements sql;
    private volatile Consumer<PhoneCallId> listener = id -> {};

    /** As this node sees them. */
    JdbcNodes(Terms terms, Database database, Statements sql) {
        this.node = terms.node();
        this.lease = terms.lease();
        this.database = database;
        this.sql = sql;
    }

    @Override
    public Duration lease() {
        return lease;
    }

    @Override
    public void join() {
        change(sql.join, node.value(), lease.toSeconds(), node.value());
    }

    @Override
    public boolean renew() {
        return change(sql.renew, lease.toSeconds(), node.value()) == 1;
    }

    @Override
    public void leave() {
        change(sql.leave, node.value());
    }

    @Override
    public void sweep() {
        change(sql.giveUp, node.value(), lease.toSeconds());
        while (change(sql.forget) == Statements.FORGOTTEN_AT_ONCE) {
            // As many as one statement may take, so there may be more
        }
    }

    private int change(String statement, Object... values) {
        return database.run(connection -> {
            try (PreparedStatement change = connection.prepareStatement(statement)) {
                for (int i = 0; i < values.length; i++) {
                    change.setObject(i + 1, values[i]);
                }
                return change.executeUpdate();
            }
        });
    }

    /** In one transaction that skips what another node looks at in this moment. */
    @Override
    public List<Untended> untended() {
        return database.run(connection -> {
            connection.setAutoCommit(false);
            try {
                List<Untended> found = find(connection);
                for (Untended one : found) {
                    leaveTo(connection, one.call().id());
                }
                connection.commit();
                return found;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    private List<Untended> find(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.untended)) {
            query.setString(1, node.value());
            query.setInt(2, UNTENDED_AT_ONCE);
            try (ResultSet row = query.executeQuery()) {
                List<Untended> found = new ArrayList<>();
                while (row.next()) {
                    found.add(new Untended(CallRow.read(row).call(), row.getBoolean("owner_is_gone")));
                }
                return found;
            }
        }
    }

    /** For a lease; whoever had it and did not end it is gone, or failed. */
    private void leaveTo(Connection connection, PhoneCallId id) throws SQLException {
        try (PreparedStatement tend = connection.prepareStatement(sql.tend)) {
            tend.setLong(1, lease.toSeconds());
            tend.setString(2, id.value());
            tend.executeUpdate();
        }
    }

    @Override
    public void listen(Consumer<PhoneCallId> whoToTell) {
        listener = whoToTell;
    }

    /** Somebody wants a call of this node to end. */
    void wanted(PhoneCallId id) {
        listener.accept(id);
    }
}
