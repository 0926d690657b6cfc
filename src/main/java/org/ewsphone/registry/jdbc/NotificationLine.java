package org.ewsphone.registry.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.ewsphone.registry.shared.Line;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code LISTEN} to PostgreSQL. */
final class NotificationLine implements Line {

    /** On which they tell each other. */
    static final String CHANNEL = "ews_phone";

    private static final Logger LOG = LoggerFactory.getLogger(NotificationLine.class);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final DataSource source;
    private volatile boolean closed;
    private volatile @Nullable Connection connection;

    /** A line that is not open. */
    NotificationLine(DataSource source) {
        this.source = source;
    }

    @Override
    public void listen(Runnable opened, Consumer<String> heard) throws SQLException {
        try (Connection ours = source.getConnection();
                Statement statement = ours.createStatement()) {
            connection = ours;
            ours.setNetworkTimeout(Runnable::run, (int) ANSWER.toMillis());
            statement.execute("listen " + CHANNEL);
            opened.run();
            hear(ours.unwrap(PGConnection.class), statement, heard);
        }
    }

    private void hear(PGConnection ear, Statement statement, Consumer<String> heard) throws SQLException {
        while (!closed) {
            PGNotification[] notifications = ear.getNotifications((int) SILENCE.toMillis());
            if (notifications == null || notifications.length == 0) {
                statement.execute("select 1"); // A connection that died in silence is noticed
                continue;
            }
            for (PGNotification notification : notifications) {
                heard.accept(notification.getParameter());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Connection open = connection;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("The connection of the listener is closed already: {}", e.getMessage());
            }
        }
    }
}
