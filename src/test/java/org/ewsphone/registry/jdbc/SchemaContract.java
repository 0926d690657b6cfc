package org.ewsphone.registry.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.Calls;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.registry.shared.Terms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rolling upgrade: a later version has added to the tables, as a later version may, while this one runs. */
abstract class SchemaContract {

    private static final PhoneCallId LATER = new PhoneCallId("later");

    private final Terms terms = terms();
    private CallRegistry registry;

    /** An empty database. */
    abstract Terms terms();

    @BeforeEach
    void a_node_of_this_version_runs() {
        registry = open(Calls.NODE);
        registry.add(Calls.idle(Calls.ID));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void a_node_goes_on_beside_a_later_version() throws Exception {
        upgradeToALaterVersion();

        registry.add(Calls.idle(LATER));
        registry.update(Calls.ID, call -> call.on(new CallEvent.Ended(Calls.ID), Calls.NOON));

        assertTrue(registry.find(Calls.ID).orElseThrow().isOver());
        assertEquals(
                List.of(Calls.ID, LATER),
                registry.all().map(PhoneCall::id).sorted(this::byName).toList());
    }

    @Test
    void a_node_of_the_version_before_can_be_started_again_after_the_upgrade() throws Exception {
        upgradeToALaterVersion();

        try (CallRegistry again = open(new NodeName("south"))) {
            again.add(Calls.idle(LATER));

            assertEquals(Calls.idle(Calls.ID), again.find(Calls.ID).orElseThrow());
            assertEquals(Calls.idle(LATER), registry.find(LATER).orElseThrow());
        }
    }

    private int byName(PhoneCallId a, PhoneCallId b) {
        return a.value().compareTo(b.value());
    }

    private CallRegistry open(NodeName node) {
        return JdbcCallRegistry.open(
                Stores.same(terms, node), Dialect.of(terms.url()).now());
    }

    /** What Flyway does for the version after this one. */
    private void upgradeToALaterVersion() throws SQLException {
        try (Connection connection =
                        Dialect.of(terms.url()).source(terms, false).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table phone_call add column later_thing varchar(100) default 'none' not null");
            statement.execute("create table later_table (name varchar(100) primary key)");
            statement.execute("insert into \"ews_phone_schema\" (\"installed_rank\", \"version\", \"description\","
                    + " \"type\", \"script\", \"checksum\", \"installed_by\", \"execution_time\", \"success\")"
                    + " values (1000, '1000', 'later things', 'SQL', 'V1000__later_things.sql', 1, 'later', 1, true)");
        }
    }
}
