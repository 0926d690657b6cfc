package org.ewsphone.api;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What subscribers of events cost and get, counted since the start. Safe for many threads. */
public final class EventFigures {

    private final AtomicInteger subscribers = new AtomicInteger();
    private final LongAdder told = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder resumed = new LongAdder();
    private final LongAdder reloaded = new LongAdder();
    private final LongAdder refused = new LongAdder();

    EventFigures() {}

    /** How many there are now. */
    public int subscribers() {
        return subscribers.get();
    }

    /** Events that were written, each to one of them. */
    public long told() {
        return told.sum();
    }

    /** Those that lost the connection because they took events too slowly. */
    public long dropped() {
        return dropped.sum();
    }

    /** Those that came back and were told what they had missed. */
    public long resumed() {
        return resumed.sum();
    }

    /** How often one had missed so much that it was told to begin anew. */
    public long reloaded() {
        return reloaded.sum();
    }

    /** Those for which there was no place. */
    public long refused() {
        return refused.sum();
    }

    void came(boolean resumes) {
        subscribers.incrementAndGet();
        if (resumes) {
            resumed.increment();
        }
    }

    void left() {
        subscribers.decrementAndGet();
    }

    void tell() {
        told.increment();
    }

    void drop() {
        dropped.increment();
    }

    void reload() {
        reloaded.increment();
    }

    void refuse() {
        refused.increment();
    }
}
