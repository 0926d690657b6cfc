package org.ewsphone.registry.shared;

import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what nodes tell each other through the store, on a connection and a thread of its own. Nothing depends on it:
 * whoever waits looks for himself as well, only later.
 */
public final class Listener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Line line;
    private final Runnable missed;
    private final Consumer<String> heard;
    private final Thread thread = new Thread(this::listen, "ews-phone-listener");
    private volatile boolean closed;

    /**
     * Begins to listen.
     *
     * @param missed told whenever something may have been missed
     * @param heard told of everything that is said
     */
    public Listener(Line line, Runnable missed, Consumer<String> heard) {
        this.line = line;
        this.missed = missed;
        this.heard = heard;
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (!closed) {
            hear();
            pause();
        }
    }

    /** Whatever breaks the line, the next one may hold. */
    private void hear() {
        try {
            line.listen(missed, heard);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.debug("Cannot listen to the other nodes for now: {}", e.getMessage());
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
        line.close();
        thread.interrupt();
    }
}
