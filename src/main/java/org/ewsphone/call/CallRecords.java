package org.ewsphone.call;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/**
 * Writes down what the network tells of calls. What cannot be written because the registry is away is kept, in order, and
 * written when it is back: at most {@value #MOST_UNWRITTEN} events, which is more than the calls that are up can bring
 * about, and without the registry no new ones are placed.
 */
final class CallRecords {

    private static final int MOST_UNWRITTEN = 100_000;
    private static final Logger LOG = System.getLogger(CallRecords.class.getName());

    private final CallRegistry registry;
    private final BiConsumer<PhoneCall, Origin> changed;
    private final Clock clock;
    private final Queue<Told> unwritten = new LinkedBlockingQueue<>(MOST_UNWRITTEN);

    /**
     * Records in this registry.
     *
     * @param changed told of each call as it stands after something was written, and who caused that
     */
    CallRecords(CallRegistry registry, BiConsumer<PhoneCall, Origin> changed, Clock clock) {
        this.registry = registry;
        this.changed = changed;
        this.clock = clock;
    }

    /** Writes the event down, now or later. The events of one call must come one at a time. */
    void write(CallEvent event) {
        Told told = toldNow(event);
        if (!unwritten.isEmpty()) {
            keep(told); // Not before those that were told earlier
            return;
        }
        try {
            write(told);
        } catch (CallException e) {
            keepIfAway(told, e);
        }
    }

    /** Writes the event down when the registry is back, which is away just now. */
    void writeLater(CallEvent event) {
        keep(toldNow(event));
    }

    private Told toldNow(CallEvent event) {
        Origin origin = event instanceof CallEvent.NotAnswered ? Origin.LIMIT : Origin.NETWORK;
        return new Told(event, clock.instant(), origin);
    }

    /** Ends the call, if this token still holds the claim; returns the call as it is then. */
    Optional<PhoneCall> finish(PhoneCallId id, UUID token, Origin origin) {
        Instant at = clock.instant();
        Optional<PhoneCall> after =
                registry.update(id, call -> call.isClaimedWith(token) ? call.on(new CallEvent.Ended(id), at) : call);
        after.ifPresent(call -> changed.accept(call, origin));
        return after;
    }

    /** Writes what could not be written before; throws as the registry does when it is still away. */
    synchronized void catchUp() {
        for (Told told = unwritten.peek(); told != null; told = unwritten.peek()) {
            try {
                write(told);
            } catch (IllegalStateException e) {
                LOG.log(Level.WARNING, "The registry cannot note this, so it is forgotten: " + told.event, e);
            }
            unwritten.remove();
        }
    }

    private void keepIfAway(Told told, CallException reason) {
        if (reason.failure() != CallFailure.REGISTRY_UNAVAILABLE) {
            throw reason;
        }
        keep(told);
    }

    private void keep(Told told) {
        if (!unwritten.offer(told)) {
            LOG.log(Level.WARNING, "The registry is away for so long that this is forgotten: {0}", told.event);
        }
    }

    private void write(Told told) {
        registry.update(told.event.id(), call -> call.on(told.event, told.at))
                .ifPresent(call -> changed.accept(call, told.origin));
    }

    private record Told(CallEvent event, Instant at, Origin origin) {}
}
