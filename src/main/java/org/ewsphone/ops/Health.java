package org.ewsphone.ops;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.ewsphone.call.CallException;
import org.ewsphone.call.Readiness;
import org.ewsphone.call.ReadinessCheck;

/**
 * Whether the server can do its work now: it can when everything that it depends on can. What was seen is remembered for
 * a second, and nobody waits for the look of somebody else, so that those who ask often cost nothing. Safe for many threads.
 */
public final class Health {

    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private final List<ReadinessCheck> checks = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Report last = new Report(false, List.of(), Instant.MIN);

    /** With nothing to check yet. */
    public Health(Clock clock) {
        this.clock = clock;
    }

    /** The server depends on this, too. */
    public void add(ReadinessCheck check) {
        checks.add(check);
    }

    /** How it is now, or was a moment ago. */
    public Report look() {
        if (clock.instant().isBefore(last.until()) || !looking.tryLock()) {
            return last;
        }
        try {
            List<Seen> seen = checks.stream().map(Health::seen).toList();
            boolean ready = seen.stream().allMatch(one -> one.readiness().ready());
            last = new Report(ready, seen, clock.instant().plus(REMEMBERED));
            return last;
        } finally {
            looking.unlock();
        }
    }

    private static Seen seen(ReadinessCheck check) {
        try {
            return new Seen(check.name(), check.look());
        } catch (CallException e) {
            return new Seen(check.name(), Readiness.down(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            return new Seen(check.name(), Readiness.down("The check failed: " + e));
        }
    }

    /**
     * All that was seen.
     *
     * @param ready whether all of it was
     * @param checks each by itself
     * @param until how long it is good enough
     */
    public record Report(boolean ready, List<Seen> checks, Instant until) {}

    /** What one check saw. */
    public record Seen(String name, Readiness readiness) {}
}
