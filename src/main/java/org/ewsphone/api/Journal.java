package org.ewsphone.api;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ewsphone.call.OperationObserver;
import org.ewsphone.call.OperationRecord;

/** The last requests and their answers, in memory. Safe for many threads, none of which waits for another. */
final class Journal implements OperationObserver {

    private static final byte[] NOTHING = {};

    private final int bodySize;
    private final AtomicReferenceArray<JournalEntry> entries;
    private final AtomicLong told = new AtomicLong();

    /**
     * An empty journal.
     *
     * @param size how many requests it keeps; 0 to keep none
     * @param bodySize how many bytes it keeps of each body
     */
    Journal(int size, int bodySize) {
        this.bodySize = bodySize;
        this.entries = new AtomicReferenceArray<>(size);
    }

    @Override
    public void on(OperationRecord operation) {
        on(operation, NOTHING, NOTHING);
    }

    @Override
    public void on(OperationRecord operation, byte[] request, byte[] answer) {
        if (entries.length() > 0) {
            long number = told.incrementAndGet();
            entries.set(place(number), JournalEntry.of(number, operation, request, answer, bodySize));
        }
    }

    private int place(long number) {
        return (int) (number % entries.length());
    }

    /** The number of the newest entry; 0 when there is none. */
    long newest() {
        return told.get();
    }

    /** The entry of this number, unless it is too old. */
    Optional<JournalEntry> find(long number) {
        return entries.length() == 0 || number < 1
                ? Optional.empty()
                : Optional.ofNullable(entries.get(place(number))).filter(entry -> entry.number() == number);
    }

    /** The entries that are older than the one of this number, the newest first. */
    Stream<JournalEntry> before(long number) {
        long newest = Math.min(number - 1, told.get());
        long oldest = Math.max(1, told.get() - entries.length() + 1);
        return LongStream.iterate(newest, next -> next >= oldest, next -> next - 1)
                .mapToObj(this::find)
                .flatMap(Optional::stream);
    }

    /** Forgets all of it; the numbers go on. */
    void clear() {
        for (int i = 0; i < entries.length(); i++) {
            entries.set(i, null);
        }
    }
}
