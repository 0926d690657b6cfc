package org.ewsphone.registry.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ewsphone.call.Nodes;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.registry.shared.Listener;
import org.ewsphone.registry.shared.StoredCall;
import org.ewsphone.registry.shared.StoredCallRegistry;
import org.ewsphone.registry.shared.Terms;
import org.ewsphone.registry.shared.Word;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of all nodes, in a database. No transaction is longer than one statement, but those of {@link JdbcNodes}. */
final class JdbcCallRegistry extends StoredCallRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcCallRegistry.class);

    /** SQLSTATE of a key that is there already. */
    private static final String UNIQUE_VIOLATION = "23505";

    private static final int PAGE = 500;
    private static final int COUNTED_ANEW = 1000;

    private final Terms terms;
    private final Dialect dialect;
    private final Database database;
    private final Statements sql;
    private final JdbcNodes nodes;
    private final Optional<Listener> listener;
    private final boolean isOnly;

    /** How many calls may be added before they are counted anew. */
    private final AtomicInteger room = new AtomicInteger();

    private JdbcCallRegistry(Terms terms, Dialect dialect, String now, boolean isOnly) {
        super(terms.node());
        this.terms = terms;
        this.dialect = dialect;
        this.isOnly = isOnly;
        this.database = new Database(dialect, terms);
        this.sql = new Statements(dialect, now);
        this.nodes = new JdbcNodes(terms, database, sql);
        this.listener = dialect == Dialect.POSTGRESQL
                ? Optional.of(
                        new Listener(new NotificationLine(dialect.source(terms, false)), this::missed, this::heard))
                : Optional.empty();
    }

    /**
     * Opens the database, and joins its nodes. At the end this lets go of the driver too, which nobody else may use then.
     *
     * @throws org.ewsphone.config.SettingException when the database cannot be used
     */
    static JdbcCallRegistry open(Terms terms) {
        return open(terms, Dialect.of(terms.url()).now(), true);
    }

    /** One of several in this process, with another clock: {@code now} is an expression for the time. */
    static JdbcCallRegistry open(Terms terms, String now) {
        return open(terms, now, false);
    }

    private static JdbcCallRegistry open(Terms terms, String now, boolean isOnly) {
        Dialect dialect = Dialect.of(terms.url());
        Schema.upgrade(dialect, terms);
        var registry = new JdbcCallRegistry(terms, dialect, now, isOnly);
        registry.nodes.join();
        return registry;
    }

    @Override
    public void add(PhoneCall call) {
        takeRoom();
        boolean added = database.run(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(sql.add)) {
                int next = CallRow.write(insert, call, Optional.empty());
                insert.setString(next, terms.node().value());
                return insert.executeUpdate() == 1;
            } catch (SQLException e) {
                if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                    throw knownAlready(call.id());
                }
                throw e;
            }
        });
        if (!added) {
            throw givenUp();
        }
    }

    private void takeRoom() {
        if (room.decrementAndGet() >= 0) {
            return;
        }
        int kept = database.run(connection -> {
            try (PreparedStatement count = connection.prepareStatement(sql.count);
                    ResultSet result = count.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        });
        if (kept >= terms.maxCalls()) {
            throw full(kept);
        }
        room.set(Math.min(terms.maxCalls() - kept, COUNTED_ANEW) - 1);
    }

    @Override
    protected Optional<StoredCall> read(PhoneCallId id) {
        return database.run(connection -> read(connection, id));
    }

    private Optional<StoredCall> read(Connection connection, PhoneCallId id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.find)) {
            query.setString(1, id.value());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(CallRow.read(row)) : Optional.empty();
            }
        }
    }

    @Override
    protected boolean write(StoredCall before, PhoneCall after, Optional<Word> word) {
        Optional<Instant> expiry =
                after.isOver() ? Optional.of(before.now().plus(terms.retention())) : Optional.empty();
        boolean isWritten = database.run(connection -> {
            boolean isTold = word.isPresent() && listener.isPresent();
            try (PreparedStatement update = connection.prepareStatement(isTold ? sql.updateAndTell : sql.update)) {
                int next = CallRow.writeChanges(update, 1, after, expiry);
                update.setString(next++, after.id().value());
                update.setLong(next++, before.version());
                if (!isTold) {
                    return update.executeUpdate() == 1;
                }
                update.setString(next, word.get().text());
                try (ResultSet told = update.executeQuery()) {
                    return told.next();
                }
            }
        });
        if (isWritten && listener.isEmpty()) {
            word.map(Word::text).ifPresent(this::heard);
        }
        return isWritten;
    }

    @Override
    protected void wanted(PhoneCallId id) {
        nodes.wanted(id);
    }

    /** Page by page, so that no connection is held while somebody looks. */
    @Override
    public Stream<PhoneCall> all() {
        return Stream.iterate(
                        page(""),
                        page -> !page.isEmpty(),
                        page -> page(page.get(page.size() - 1).id().value()))
                .flatMap(List::stream);
    }

    private List<PhoneCall> page(String after) {
        return database.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql.page)) {
                query.setString(1, after);
                query.setInt(2, PAGE);
                try (ResultSet row = query.executeQuery()) {
                    List<PhoneCall> calls = new ArrayList<>();
                    while (row.next()) {
                        calls.add(CallRow.read(row).call());
                    }
                    return calls;
                }
            }
        });
    }

    @Override
    public Optional<Nodes> nodes() {
        return Optional.of(nodes);
    }

    @Override
    public void close() {
        listener.ifPresent(Listener::close);
        database.close();
        if (isOnly) {
            letGoOfDriver();
        }
    }

    private void letGoOfDriver() {
        try {
            dialect.unload();
        } catch (SQLException | IllegalStateException e) {
            LOG.debug("The database driver was let go of already: {}", e.getMessage());
        }
    }
}
