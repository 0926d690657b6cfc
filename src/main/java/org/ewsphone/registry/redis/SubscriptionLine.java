package org.ewsphone.registry.redis;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ewsphone.registry.shared.Line;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;

/** {@code SUBSCRIBE} to Redis, in the second version of its protocol: each message is an array of kind, channel and text. */
final class SubscriptionLine implements Line {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionLine.class);

    private final Supplier<Connection> source;
    private final String channel;
    private volatile boolean closed;
    private volatile @Nullable Connection connection;

    /** A line that is not open; its connections break when they are silent for too long. */
    SubscriptionLine(Supplier<Connection> source, String channel) {
        this.source = source;
        this.channel = channel;
    }

    @Override
    public void listen(Runnable opened, Consumer<String> heard) {
        try (Connection ours = source.get()) {
            connection = ours;
            ours.sendCommand(Command.SUBSCRIBE, channel);
            ours.getOne();
            opened.run();
            ours.setTimeoutInfinite();
            while (!closed) {
                hear(new Reply(ours.getUnflushedObject()).all(), heard);
            }
        }
    }

    private static void hear(List<Reply> message, Consumer<String> heard) {
        if (message.get(0).text().equals("message")) {
            heard.accept(message.get(2).text());
        }
    }

    @Override
    public void close() {
        closed = true;
        Connection open = connection;
        if (open != null) {
            try {
                open.forceDisconnect();
            } catch (IOException e) {
                LOG.debug("The connection of the listener is closed already: {}", e.getMessage());
            }
        }
    }
}
