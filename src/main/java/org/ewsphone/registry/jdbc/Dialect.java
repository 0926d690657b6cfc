package org.ewsphone.registry.jdbc;

import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.ewsphone.registry.shared.Terms;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** In what the databases differ. */
enum Dialect {
    /** PostgreSQL, for any number of nodes. */
    POSTGRESQL("clock_timestamp()") {
        @Override
        DataSource source(Terms terms, boolean impatient) {
            var source = new PGSimpleDataSource();
            source.setUrl(terms.url());
            if (!terms.user().isEmpty()) {
                source.setUser(terms.user());
                source.setPassword(terms.password());
            }
            source.setApplicationName("ews-phone " + terms.node());
            source.setConnectTimeout(SECONDS_TO_CONNECT);
            source.setTcpKeepAlive(true);
            if (impatient) {
                source.setSocketTimeout(SECONDS_TO_ANSWER);
                source.setOptions("-c statement_timeout=1500 -c lock_timeout=1500");
            }
            return source;
        }

        @Override
        String andTell(String update) {
            return "with changed as (" + update + " returning 1) select pg_notify('" + NotificationLine.CHANNEL
                    + "', ?) from changed";
        }

        @Override
        String skippingLocked() {
            return " for update skip locked";
        }

        @Override
        void unload() throws SQLException {
            org.postgresql.Driver.deregister();
        }
    },
    /** H2 in this process, for one node. */
    H2("current_timestamp(6)") {
        @Override
        DataSource source(Terms terms, boolean impatient) {
            var source = new JdbcDataSource();
            // Written at each commit: what was acknowledged outlives the process
            source.setURL(terms.url() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=1500");
            source.setUser(terms.user());
            source.setPassword(terms.password());
            return source;
        }

        @Override
        String andTell(String update) {
            return update;
        }

        @Override
        String skippingLocked() {
            return ""; // There is no other node
        }

        @Override
        void unload() {
            org.h2.Driver.unload();
        }
    };

    private static final int SECONDS_TO_CONNECT = 2;
    private static final int SECONDS_TO_ANSWER = 2;

    private final String now;

    Dialect(String now) {
        this.now = now;
    }

    /** That of a database with this URL. */
    static Dialect of(String url) {
        return url.startsWith("jdbc:h2:") ? H2 : POSTGRESQL;
    }

    /** The time by the clock of the database, as an expression. */
    String now() {
        return now;
    }

    /** Its name among the migrations. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A way to the database; an impatient one gives up within two seconds. */
    abstract DataSource source(Terms terms, boolean impatient);

    /** The update that also tells all nodes what its last parameter says, where the database can do that. */
    abstract String andTell(String update);

    /** What makes a select within a statement leave to other nodes what they are at. */
    abstract String skippingLocked();

    /** Lets go of the driver's class, so that nothing of a web application stays when it is undeployed. */
    abstract void unload() throws SQLException;
}
