package org.ewsphone.api;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** One connection that is told of events, without a thread of its own, as fast as it takes them. */
final class Subscriber implements WriteListener, AsyncListener {

    /** After this time the client connects anew, and is asked again who it is. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** A client that takes nothing for so long is gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** So often is something written, for otherwise nobody notices that the other side is gone. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    private static final byte[] HELLO = "retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STILL_THERE = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Backlog backlog;
    private final EventFigures figures;
    private final Consumer<Subscriber> ended;
    private final long began = System.nanoTime();
    private long place;
    private long wroteLast = began;
    private boolean greeted;

    /** For the container, which says when something may be written; first when the connection has been handed over. */
    private boolean waiting = true;

    private boolean unflushed;
    private boolean over;

    /** A subscriber who is told from this place on. */
    Subscriber(AsyncContext context, Backlog backlog, long place, EventFigures figures, Consumer<Subscriber> ended)
            throws IOException {
        this.context = context;
        this.out = context.getResponse().getOutputStream();
        this.backlog = backlog;
        this.place = place;
        this.figures = figures;
        this.ended = ended;
    }

    void start() {
        context.addListener(this);
        out.setWriteListener(this);
    }

    @Override
    public synchronized void onWritePossible() {
        waiting = false;
        proceed();
    }

    /** Writes what has come, as far as the connection takes it. */
    synchronized void proceed() {
        if (over) {
            return;
        }
        if (waiting && isTooSlow()) {
            figures.drop();
            end();
            return;
        }
        if (since(began).compareTo(LONGEST) > 0) {
            end();
            return;
        }
        try {
            while (!over && isReady() && writeSomething()) {
                wroteLast = System.nanoTime();
            }
        } catch (IOException e) {
            end();
        }
    }

    private boolean isTooSlow() {
        return backlog.isLost(place) || since(wroteLast).compareTo(PATIENCE) > 0;
    }

    /** Once it is not ready, it must not be asked again until the container calls. */
    private boolean isReady() {
        waiting = waiting || !out.isReady();
        return !waiting;
    }

    private boolean writeSomething() throws IOException {
        Optional<byte[]> next = next();
        if (next.isPresent()) {
            out.write(next.get());
            unflushed = true;
            return true;
        }
        if (unflushed) {
            unflushed = false;
            out.flush();
            return true;
        }
        return false;
    }

    private Optional<byte[]> next() {
        if (!greeted) {
            greeted = true;
            return Optional.of(HELLO);
        }
        boolean lost = backlog.isLost(place);
        Optional<Backlog.Event> event = lost ? Optional.of(backlog.reload()) : backlog.at(place);
        if (event.isPresent()) {
            place = event.get().number() + 1;
            if (lost) {
                figures.reload();
            }
            figures.tell();
            return event.map(Backlog.Event::bytes);
        }
        return since(wroteLast).compareTo(SIGN_OF_LIFE) > 0 ? Optional.of(STILL_THERE) : Optional.empty();
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    /** The connection ends; the client may come back. */
    synchronized void end() {
        if (!over) {
            over = true;
            ended.accept(this);
            context.complete();
        }
    }

    private synchronized void gone() {
        over = true;
        ended.accept(this);
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        gone();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
