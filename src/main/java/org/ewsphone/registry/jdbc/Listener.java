package org.ewsphone.registry.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what nodes tell each other through PostgreSQL, on a connection and a thread of its own. Nothing depends on it:
 * whoever waits looks for himself as well, only later.
 */
final class Listener implements AutoCloseable {

    /** On which they tell each other. */
    static final String CHANNEL = "ews_phone";

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final DataSource source;
    private final Consumer<String> heard;
    private final Runnable deaf;
    private final Thread thread = new Thread(this::listen, "ews-phone-listener");
    private volatile boolean closed;
    private volatile @Nullable Connection connection;

    /**
     * Begins to listen.
     *
     * @param heard told of everything that is said
     * @param deaf told whenever something may have been missed
     */
    Listener(DataSource source, Consumer<String> heard, Runnable deaf) {
        this.source = source;
        this.heard = heard;
        this.deaf = deaf;
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (!closed) {
            try (Connection opened = source.getConnection();
                    Statement statement = opened.createStatement()) {
                connection = opened;
                opened.setNetworkTimeout(Runnable::run, (int) ANSWER.toMillis());
                statement.execute("listen " + CHANNEL);
                deaf.run();
                hear(opened.unwrap(PGConnection.class), statement);
            } catch (SQLException e) {
                LOG.debug("Cannot listen to the other nodes for now: {}", e.getMessage());
            }
            pause();
        }
    }

    private void hear(PGConnection ear, Statement statement) throws SQLException {
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

    private void pause() {
        try {
            if (!closed) {
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
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
        thread.interrupt();
    }
}
