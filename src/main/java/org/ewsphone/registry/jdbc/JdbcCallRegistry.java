package org.ewsphone.registry.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.ewsphone.call.CallChange;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.Nodes;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of all nodes, in a database. Each is a row with a version: a change is written only where the version is still
 * the one that was read, and tried again otherwise. No transaction is longer than one statement, but those of
 * {@link JdbcNodes}.
 */
final class JdbcCallRegistry implements CallRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcCallRegistry.class);

    /** SQLSTATE of a key that is there already. */
    private static final String UNIQUE_VIOLATION = "23505";

    /** How often whoever waits looks for himself. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private static final int MOST_TRIES = 100;
    private static final int PAGE = 500;
    private static final int COUNTED_ANEW = 1000;

    private final Terms terms;
    private final Dialect dialect;
    private final Database database;
    private final Statements sql;
    private final Signals signals = new Signals();
    private final JdbcNodes nodes;
    private final Optional<Listener> listener;
    private final boolean isOnly;

    /** How many calls may be added before they are counted anew. */
    private final AtomicInteger room = new AtomicInteger();

    private JdbcCallRegistry(Terms terms, Dialect dialect, String now, boolean isOnly) {
        this.terms = terms;
        this.dialect = dialect;
        this.isOnly = isOnly;
        this.database = new Database(dialect, terms);
        this.sql = new Statements(dialect, now);
        this.nodes = new JdbcNodes(terms, database, sql);
        this.listener = dialect == Dialect.POSTGRESQL
                ? Optional.of(new Listener(dialect.source(terms, false), this::heard, signals::tellAll))
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
                    throw new IllegalStateException("There is a call " + call.id() + " already", e);
                }
                throw e;
            }
        });
        if (!added) {
            throw new CallException(
                    CallFailure.REGISTRY_UNAVAILABLE,
                    "The other nodes have given this one up; it joins them again soon");
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
            throw new CallException(CallFailure.TOO_MANY_CALLS, "The registry keeps " + kept + " calls already");
        }
        room.set(Math.min(terms.maxCalls() - kept, COUNTED_ANEW) - 1);
    }

    @Override
    public Optional<PhoneCall> find(PhoneCallId id) {
        return read(id).map(CallRow::call);
    }

    private Optional<CallRow> read(PhoneCallId id) {
        return database.run(connection -> read(connection, id));
    }

    private Optional<CallRow> read(Connection connection, PhoneCallId id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.find)) {
            query.setString(1, id.value());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(CallRow.read(row)) : Optional.empty();
            }
        }
    }

    @Override
    public Optional<PhoneCall> update(PhoneCallId id, CallChange change) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Optional<CallRow> before = read(id);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            PhoneCall after = change.applyTo(before.get().call(), before.get().now());
            if (after.equals(before.get().call()) || write(before.get(), after)) {
                return Optional.of(after);
            }
        }
        throw new CallException(CallFailure.REGISTRY_UNAVAILABLE, "Others change the call " + id + " all the time");
    }

    /** Whether the row was still as it was read. */
    private boolean write(CallRow before, PhoneCall after) {
        Optional<String> word = Word.of(before.call(), after).map(Word::text);
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
                update.setString(next, word.get());
                try (ResultSet told = update.executeQuery()) {
                    return told.next();
                }
            }
        });
        if (isWritten && listener.isEmpty()) {
            word.ifPresent(this::heard);
        }
        return isWritten;
    }

    private void heard(String text) {
        Word.read(text).ifPresent(word -> {
            signals.tell(word.id());
            if (word.isFor(terms.node())) {
                nodes.wanted(word.id());
            }
        });
    }

    @Override
    public Optional<PhoneCall> await(PhoneCallId id, BiPredicate<PhoneCall, Instant> condition, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            long count = signals.count(id);
            Optional<CallRow> row = read(id);
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (row.filter(known -> !condition.test(known.call(), known.now())).isEmpty()
                    || left.isNegative()
                    || Thread.currentThread().isInterrupted()) {
                return row.map(CallRow::call);
            }
            signals.await(id, count, left.compareTo(LOOK) < 0 ? left : LOOK);
        }
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
