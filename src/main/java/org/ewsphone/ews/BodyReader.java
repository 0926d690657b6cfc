package org.ewsphone.ews;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the body of a request without holding a thread while the client takes its time. A body that is too large or too
 * slow is given up, and the client is told.
 */
final class BodyReader implements ReadListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);
    private static final int CHUNK = 8192;
    private static final int FIRST_ROOM = 1024;
    private static final byte[] NOTHING = {};

    private final ServletInputStream in;
    private final int limit;
    private final AsyncContext context;
    private final Receiver receiver;
    private final boolean keeps;

    /** As other requests do at the same time, over HTTP/2. */
    private final boolean sharesItsConnection;

    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Runnable waitingEnds = () -> {};

    /** Grows as the body arrives, for a slow client must not cost much. Never larger than a byte more than the limit. */
    private byte[] body;

    private int size;

    /** Told of the end, with bytes left. */
    private volatile boolean ended;

    private BodyReader(
            HttpServletRequest request,
            ServletInputStream in,
            int limit,
            AsyncContext context,
            Receiver receiver,
            boolean keeps,
            byte... arrived) {
        this.sharesItsConnection = !request.getProtocol().startsWith("HTTP/1");
        this.in = in;
        this.limit = limit;
        this.context = context;
        this.receiver = receiver;
        this.keeps = keeps;
        this.body = keeps ? arrived : new byte[FIRST_ROOM];
        this.size = arrived.length;
    }

    /**
     * Reads the body of at most so many bytes, in at most this time, and in less when too many are waited for. Exactly one
     * method of the receiver is called, or none when the client goes away.
     */
    static void read(HttpServletRequest request, int limit, Duration atMost, WaitingBodies waiting, Receiver receiver)
            throws IOException {
        if (request.getContentLengthLong() > limit) {
            receiver.tooLarge();
        } else {
            begin(request, limit, atMost, waiting, receiver, true);
        }
    }

    /**
     * The same with a body that nobody wants, of which nothing is kept: the receiver's is empty. One that says that it is too
     * large is not refused before it is.
     */
    static void discard(
            HttpServletRequest request, int limit, Duration atMost, WaitingBodies waiting, Receiver receiver)
            throws IOException {
        begin(request, limit, atMost, waiting, receiver, false);
    }

    private static void begin(
            HttpServletRequest request,
            int limit,
            Duration atMost,
            WaitingBodies waiting,
            Receiver receiver,
            boolean keeps)
            throws IOException {
        long length = request.getContentLengthLong();
        ServletInputStream in = request.getInputStream();
        byte[] arrived = length > CHUNK ? NOTHING : arrived(in, (int) Math.max(length, 0));
        if (arrived.length == length) {
            receiver.body(keeps ? arrived : NOTHING);
        } else {
            AsyncContext context = request.startAsync();
            context.setTimeout(atMost.toMillis());
            var reader = new BodyReader(request, in, limit, context, receiver, keeps, arrived);
            context.addListener(reader);
            reader.waitingEnds = waiting.begin(reader::giveUp);
            in.setReadListener(reader);
        }
    }

    /**
     * What came with the headers, as most bodies do: it is read without waiting and without another thread. A stream may
     * tell of less than it has.
     */
    private static byte[] arrived(ServletInputStream in, int length) throws IOException {
        byte[] body = NOTHING;
        int filled = 0;
        while (filled < length && in.available() > 0) {
            body = filled == 0 ? new byte[length] : body;
            filled += Math.max(0, in.read(body, filled, length - filled));
        }
        return filled == body.length ? body : Arrays.copyOf(body, filled);
    }

    @Override
    public void onDataAvailable() throws IOException {
        if (!fits()) {
            finish(receiver::tooLarge);
        } else if (ended) {
            finishWithBody();
        }
    }

    /**
     * A container may tell of the end on one thread before it has told of the last bytes on another, as GlassFish does over
     * HTTP/2. It will, and cannot bear that the request is over by then.
     */
    @Override
    public void onAllDataRead() throws IOException {
        if (!endsWithBytesLeft()) {
            finishWithBody();
        }
    }

    private synchronized boolean endsWithBytesLeft() throws IOException {
        ended = sharesItsConnection && mayRead();
        return ended;
    }

    /** Takes what may be read now, one thread at a time; tells whether it is as little as is allowed. */
    private synchronized boolean fits() throws IOException {
        while (size <= limit && !told.get() && mayRead()) {
            makeRoom();
            int begin = keeps ? size : 0;
            int count = in.read(body, begin, body.length - begin);
            if (count < 0) {
                break;
            }
            size += count;
        }
        return size <= limit;
    }

    /**
     * Over HTTP/2, GlassFish may be finished with bytes left, and when there are none would tell of the end once more if it
     * were asked. Over HTTP/1, Tomcat must not be asked what is available of a body that has ended: it would read on into the
     * next request of the connection, and lose it.
     */
    private boolean mayRead() throws IOException {
        return sharesItsConnection ? (!in.isFinished() || in.available() > 0) && in.isReady() : in.isReady();
    }

    private void finishWithBody() throws IOException {
        finish(() -> receiver.body(keeps ? Arrays.copyOf(body, size) : NOTHING));
    }

    private void makeRoom() {
        if (keeps && size == body.length) {
            body = Arrays.copyOf(body, Math.min(limit + 1, Math.max(FIRST_ROOM, 2 * size)));
        }
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

    private void giveUp() {
        try {
            finish(receiver::tooSlow);
        } catch (IOException e) {
            LOG.debug("A client that took too long is not there any more", e);
        }
    }

    private void finish(Outcome outcome) throws IOException {
        if (told.compareAndSet(false, true)) {
            waitingEnds.run();
            try {
                outcome.tell();
            } finally {
                context.complete();
            }
        }
    }

    private void finishQuietly() {
        if (told.compareAndSet(false, true)) {
            waitingEnds.run();
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
