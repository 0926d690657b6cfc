package org.ewsphone.ews;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads the body of a request without holding a thread while the client takes its time. A body that is too large or too
 * slow is given up, and the client is told.
 */
final class BodyReader implements ReadListener, AsyncListener {

    private static final int CHUNK = 8192;

    private final ServletInputStream in;
    private final int limit;
    private final AsyncContext context;
    private final Receiver receiver;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(CHUNK);
    private final byte[] chunk = new byte[CHUNK];
    private final AtomicBoolean told = new AtomicBoolean();

    private BodyReader(ServletInputStream in, int limit, AsyncContext context, Receiver receiver) {
        this.in = in;
        this.limit = limit;
        this.context = context;
        this.receiver = receiver;
    }

    /** Reads the body of at most so many bytes, in at most this time. Exactly one method of the receiver is called. */
    static void read(HttpServletRequest request, int limit, Duration atMost, Receiver receiver) throws IOException {
        int length = request.getContentLength();
        ServletInputStream in = request.getInputStream();
        if (request.getContentLengthLong() > limit) {
            receiver.tooLarge();
        } else if (length >= 0 && in.available() >= length) {
            receiver.body(in.readNBytes(length)); // It came with the headers, as most do
        } else {
            AsyncContext context = request.startAsync();
            context.setTimeout(atMost.toMillis());
            var reader = new BodyReader(in, limit, context, receiver);
            context.addListener(reader);
            in.setReadListener(reader);
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!told.get() && in.isReady()) {
            int count = in.read(chunk);
            if (count < 0) {
                return;
            }
            if (body.size() + count > limit) {
                finish(receiver::tooLarge);
                return;
            }
            body.write(chunk, 0, count);
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        finish(() -> receiver.body(body.toByteArray()));
    }

    /** The client went away: nobody is left to be told. */
    @Override
    public void onError(Throwable failure) {
        finishQuietly();
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        finish(receiver::tooSlow);
    }

    @Override
    public void onError(AsyncEvent event) {
        finishQuietly();
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}

    private void finish(Outcome outcome) throws IOException {
        if (told.compareAndSet(false, true)) {
            try {
                outcome.tell();
            } finally {
                context.complete();
            }
        }
    }

    private void finishQuietly() {
        if (told.compareAndSet(false, true)) {
            context.complete();
        }
    }

    /** Who wants the body. */
    interface Receiver {
        void body(byte[] body) throws IOException;

        void tooLarge() throws IOException;

        void tooSlow() throws IOException;
    }

    /** One of the receiver's methods. */
    @FunctionalInterface
    private interface Outcome {
        void tell() throws IOException;
    }
}
