package org.ewsphone.gateway.simulated;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** A time that stands still until a test moves it. Whoever waits on it moves it too. */
public final class ManualTimeline extends Clock implements Timeline {

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::number));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long numbers;
    private boolean closed;

    /** Moves the time on, and lets happen what is due meanwhile, each thing at its time. */
    public void advance(Duration time) {
        Instant end = now().plus(time);
        for (Optional<Due> next = next(end); next.isPresent(); next = next(end)) {
            next.get().step().run();
        }
        moveTo(end);
    }

    /** Sets the clock back, as an operator may. */
    public synchronized void setBack(Duration time) {
        now = now.minus(time);
    }

    /** How much is still to happen. */
    public synchronized int waiting() {
        return due.size();
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public Instant instant() {
        return now();
    }

    @Override
    public synchronized Alarm after(Duration time, Runnable step) {
        var next = new Due(now.plus(time), numbers++, step);
        if (!closed) {
            due.add(next);
        }
        return () -> remove(next);
    }

    @Override
    public void pass(Duration time) {
        advance(time);
    }

    @Override
    public synchronized void close() {
        closed = true;
        due.clear();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    private synchronized void remove(Due one) {
        due.remove(one);
    }

    private synchronized void moveTo(Instant instant) {
        now = instant.isAfter(now) ? instant : now;
    }

    private synchronized Optional<Due> next(Instant end) {
        if (due.isEmpty() || due.peek().at().isAfter(end)) {
            return Optional.empty();
        }
        moveTo(due.peek().at());
        return Optional.ofNullable(due.poll());
    }

    private record Due(Instant at, long number, Runnable step) {}
}
