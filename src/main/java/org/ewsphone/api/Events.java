package org.ewsphone.api;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.ewsphone.call.CallWatcher;
import org.ewsphone.call.Origin;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells subscribers of changes, a few times a second, by Server-Sent Events. What changed meanwhile is gathered into one
 * event, which is written once for all of them. A subscriber is a place in what was told lately, and no queue of its own:
 * whoever falls behind that loses the connection, comes back, and is told to look at everything anew. So a subscriber
 * costs the same however many calls there are and however slow it is.
 */
final class Events implements CallWatcher, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private static final long TICK_MILLISECONDS = 200;
    private static final int MOST_CALLS_AN_EVENT = 200;
    private static final int MOST_EVENTS_A_TICK = 10;
    private static final int MOST_CHANGED = 20_000;

    /** How many ticks without subscribers it takes until nothing is gathered any more: a minute. */
    private static final int IDLE_TICKS = 300;

    private final int mostSubscribers;
    private final LongSupplier newestEntry;
    private final EventFigures figures = new EventFigures();
    private final Backlog backlog;
    private final Map<PhoneCallId, PhoneCall> changed = new ConcurrentHashMap<>();
    private final AtomicBoolean tooManyChanged = new AtomicBoolean();
    private final AtomicBoolean townChanged = new AtomicBoolean();
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "events");
        thread.setContextClassLoader(Events.class.getClassLoader()); // Not that of the request that makes it begin
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean gathering;
    private @Nullable ScheduledFuture<?> ticking;
    private boolean closed;
    private long entriesTold;
    private int idleTicks;

    /**
     * Events for at most so many subscribers.
     *
     * @param backlogBytes bytes of events that are kept for those who are slow or come back
     * @param newestEntry the number of the journal's newest entry
     * @param start tells the events of this server from those of an earlier one
     */
    Events(int mostSubscribers, int backlogBytes, LongSupplier newestEntry, Instant start) {
        this.mostSubscribers = mostSubscribers;
        this.newestEntry = newestEntry;
        this.backlog = new Backlog(Long.toString(start.toEpochMilli(), Character.MAX_RADIX), backlogBytes);
    }

    @Override
    public void on(PhoneCall call, Origin origin, Instant at) {
        if (!gathering) {
            return;
        }
        if (changed.size() < MOST_CHANGED) {
            changed.merge(call.id(), call, Events::later);
        } else {
            tooManyChanged.set(true);
        }
    }

    /** Threads may tell in another order than that in which things happened. */
    private static PhoneCall later(PhoneCall one, PhoneCall other) {
        return other.state().isBefore(one.state()) ? one : other;
    }

    /** What is counted of those who are told. */
    EventFigures figures() {
        return figures;
    }

    /** The town is not what it was. */
    void townChanged() {
        townChanged.set(true);
    }

    /** Nothing that was shown so far counts any more. */
    void everythingChanged() {
        tooManyChanged.set(true);
    }

    /**
     * Tells a connection everything from now on, or what came after the event of this id.
     *
     * @param connection is asked for once it is sure that there is a place for it
     * @throws Problem when there are too many already
     */
    synchronized void subscribe(Supplier<AsyncContext> connection, Optional<String> lastEventId) throws IOException {
        if (closed || subscribers.size() >= mostSubscribers) {
            figures.refuse();
            throw Problem.unavailable(
                    "As many subscribers are being told of events as api.subscribers allows. Try again later.");
        }
        begin();
        long place = backlog.placeAfter(lastEventId);
        var subscriber = new Subscriber(connection.get(), backlog, place, figures, this::forget);
        subscribers.add(subscriber);
        figures.came(lastEventId.isPresent() && !backlog.isLost(place));
        subscriber.start();
    }

    private void forget(Subscriber subscriber) {
        if (subscribers.remove(subscriber)) {
            figures.left();
        }
    }

    private void begin() {
        idleTicks = 0;
        if (!gathering) {
            entriesTold = newestEntry.getAsLong();
            tooManyChanged.set(false);
            townChanged.set(false);
            backlog.skip(); // Nobody knows what happened while nothing was gathered
            gathering = true;
        }
        if (ticking == null) {
            ticking = clockwork.scheduleWithFixedDelay(
                    this::tick, TICK_MILLISECONDS, TICK_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        try {
            if (gathering) {
                gather();
                subscribers.forEach(Subscriber::proceed);
                rest();
            }
        } catch (RuntimeException e) {
            LOG.warn("Events are told late", e);
        }
    }

    private synchronized void rest() {
        idleTicks = subscribers.isEmpty() ? idleTicks + 1 : 0;
        if (idleTicks > IDLE_TICKS) {
            gathering = false;
            changed.clear();
            backlog.skip();
        }
    }

    private void gather() {
        if (tooManyChanged.getAndSet(false)) {
            changed.clear();
            backlog.add("reload", Words.JSON.createObjectBuilder());
        }
        for (int i = 0; i < MOST_EVENTS_A_TICK && !changed.isEmpty(); i++) {
            backlog.add("calls", someCalls());
        }
        long newest = newestEntry.getAsLong();
        if (newest != entriesTold) {
            entriesTold = newest;
            backlog.add("journal", Words.JSON.createObjectBuilder().add("newest", newest));
        }
        if (townChanged.getAndSet(false)) {
            backlog.add("town", Words.JSON.createObjectBuilder());
        }
    }

    private JsonObjectBuilder someCalls() {
        JsonArrayBuilder calls = Words.JSON.createArrayBuilder();
        Iterator<PhoneCallId> ids = changed.keySet().iterator();
        for (int i = 0; i < MOST_CALLS_AN_EVENT && ids.hasNext(); i++) {
            PhoneCall call = changed.remove(ids.next());
            if (call != null) {
                calls.add(Words.call(call));
            }
        }
        return Words.JSON.createObjectBuilder().add("calls", calls);
    }

    /** Ends all connections; nobody is told of anything any more. */
    @Override
    public synchronized void close() {
        closed = true;
        clockwork.shutdownNow();
        subscribers.forEach(Subscriber::end);
    }

    /** An event as it goes over the wire. */
    static byte[] bytes(String id, String name, String data) {
        return ("id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
