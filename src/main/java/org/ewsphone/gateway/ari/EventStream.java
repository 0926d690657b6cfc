package org.ewsphone.gateway.ari;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of our application at Asterisk, over a WebSocket that is opened again whenever it is lost: at once, and then
 * after pauses that double from a quarter of a second to ten seconds.
 */
final class EventStream implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** A connection on which nothing came for two of these, not even the answer to a ping, is lost. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** Characters of an event, at most; a real one has a few thousand. */
    private static final int LONGEST_EVENT = 1 << 20;

    private final HttpClient http;
    private final URI url;
    private final String authorization;
    private final Duration timeout;
    private final ScheduledExecutorService scheduler;
    private final Consumer<JsonObject> events;
    private final Runnable whenUp;

    private volatile @Nullable Connection current;
    private volatile boolean closed;
    private volatile String trouble = "it was not connected yet";
    private Duration pause = FIRST_PAUSE;
    private boolean told;

    /**
     * Connects not yet.
     *
     * @param url with {@code ws} or {@code wss}, and the application
     * @param scheduler for pings and for trying again
     * @param events is told each event, in the order in which they come and one at a time
     * @param whenUp is run, on the scheduler, each time that there is a connection
     */
    EventStream(
            HttpClient http,
            URI url,
            String authorization,
            Duration timeout,
            ScheduledExecutorService scheduler,
            Consumer<JsonObject> events,
            Runnable whenUp) {
        this.http = http;
        this.url = url;
        this.authorization = authorization;
        this.timeout = timeout;
        this.scheduler = scheduler;
        this.events = events;
        this.whenUp = whenUp;
    }

    /** Connects, and goes on without a connection when there is none in time. */
    void open() {
        try {
            scheduler.submit(this::connect).get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("Asterisk does not answer yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var unused = scheduler.scheduleWithFixedDelay(
                this::beat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether events come. */
    boolean isUp() {
        return current != null;
    }

    /** Why there are none. */
    String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        closed = true;
        Connection last = current;
        current = null;
        if (last != null) {
            last.socket().abort();
        }
    }

    private void connect() {
        if (closed || isUp()) {
            return;
        }
        var connection = new Connection();
        try {
            WebSocket socket = http.newWebSocketBuilder()
                    .connectTimeout(timeout)
                    .header("Authorization", authorization)
                    .buildAsync(url, connection)
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            connection.opened(socket);
        } catch (ExecutionException e) {
            tryAgain(reason(e.getCause()));
        } catch (TimeoutException e) {
            tryAgain("it did not answer within " + timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String reason(@Nullable Throwable failure) {
        if (failure instanceof WebSocketHandshakeException refused) {
            int status = refused.getResponse().statusCode();
            return switch (status) {
                case 401, 403 ->
                    "it refuses the user (" + status + "): see gateway.ari.user, gateway.ari.password and ari.conf";
                case 404 -> "there is no REST interface (404): see gateway.ari.url, http.conf and ari.conf";
                default -> "it answers " + status;
            };
        }
        return String.valueOf(failure);
    }

    private void tryAgain(String why) {
        trouble = why;
        if (!told) {
            told = true;
            LOG.warn("No events come from Asterisk at {}, and no calls are placed: {}. It is tried again.", url, why);
        }
        long millis = pause.toMillis() / 2 + ThreadLocalRandom.current().nextLong(pause.toMillis());
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        schedule(millis);
    }

    private void schedule(long millis) {
        try {
            var unused = scheduler.schedule(this::connect, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The gateway is closed");
        }
    }

    private void lost(Connection connection, String why) {
        if (current == connection && !closed) {
            current = null;
            trouble = why;
            told = true;
            LOG.warn("The connection to Asterisk at {} is lost: {}. It is opened again.", url, why);
            schedule(0);
        }
    }

    private void beat() {
        Connection connection = current;
        if (connection != null) {
            connection.beat();
        }
    }

    /** One connection, as long as it lasts. */
    private final class Connection implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();
        private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
        private volatile boolean alive = true;

        private WebSocket socket() {
            return socket.join();
        }

        private void opened(WebSocket opened) {
            socket.complete(opened);
            current = this;
            pause = FIRST_PAUSE;
            if (closed) {
                close();
                return;
            }
            LOG.info("Events come from Asterisk at {}", url);
            told = false;
            opened.request(1);
            whenUp.run();
        }

        private void beat() {
            if (!alive) {
                socket().abort();
                lost(this, "nothing came for " + HEARTBEAT);
                return;
            }
            alive = false;
            socket().sendPing(ByteBuffer.allocate(0)).exceptionally(failure -> {
                lost(this, reason(failure));
                return null;
            });
        }

        /** Nothing is asked for before the connection is known to be up; see {@link #opened}. */
        @Override
        public void onOpen(WebSocket opened) {}

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            alive = true;
            text.append(part);
            if (text.length() > LONGEST_EVENT) {
                from.abort();
                lost(this, "an event has more than a million characters");
            } else if (last) {
                String event = text.toString();
                text.setLength(0);
                tell(event);
            }
            from.request(1);
            return null;
        }

        private void tell(String event) {
            try (JsonReader reader = Json.createReader(new StringReader(event))) {
                events.accept(reader.readObject());
            } catch (JsonException | ClassCastException e) {
                LOG.warn("An event of Asterisk is not understood, and passed over: {}", e.getMessage());
            }
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            alive = true;
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            alive = true;
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            lost(this, "Asterisk closed it (" + code + ")");
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            lost(this, reason(failure));
        }
    }
}
