package org.ewsphone.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ewsphone.spi.Identity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often somebody failed of late, and until when they must wait. Whoever has to wait between attempts makes one at a
 * time, so that many at once are no way around the waiting. Nobody is kept waiting here: an attempt that comes too early
 * is refused.
 */
final class FailureLedger {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLedger.class);
    private static final int MOST = 10_000;
    private static final int MOST_SHOWN = 64;

    private final String what;
    private final LockoutTerms terms;
    private final boolean forgiving;
    private final Clock clock;
    private final Cache<String, Entry> entries;

    /**
     * An empty ledger.
     *
     * @param what whose failures these are, for the log
     * @param forgiving whether one success makes up for the failures before it
     */
    FailureLedger(String what, LockoutTerms terms, boolean forgiving, Clock clock) {
        this.what = what;
        this.terms = terms;
        this.forgiving = forgiving;
        this.clock = clock;
        this.entries = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(terms.lockout())
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Makes the attempt, or refuses it, and keeps its outcome in mind. */
    Trial attempt(String who, Supplier<Trial> trial) {
        if (!begin(who)) {
            return Trial.REFUSED;
        }
        Trial outcome = Trial.REFUSED;
        try {
            outcome = trial.get();
        } finally {
            end(who, outcome);
        }
        return outcome;
    }

    private boolean begin(String who) {
        Instant now = clock.instant();
        return entries.asMap()
                .compute(who, (key, known) -> (known == null ? Entry.NEW : known).begun(terms, now))
                .admitted();
    }

    private void end(String who, Trial outcome) {
        Instant now = clock.instant();
        Entry after = entries.asMap().computeIfPresent(who, (key, entry) -> entry.ended(outcome, forgiving, now));
        if (after != null && outcome.isFailure() && after.failures() == terms.attempts()) {
            LOG.warn(
                    "The {} {} failed {} times and is locked out for {}",
                    what,
                    shown(who),
                    after.failures(),
                    terms.lockout());
        }
    }

    /** A stranger chose the text: nothing of it may look like another line of the log. */
    private static String shown(String who) {
        return who.substring(0, Math.min(who.length(), MOST_SHOWN)).replaceAll("[^!-~]", "?");
    }

    /**
     * What came of an attempt.
     *
     * @param made whether there was one
     * @param identity who it was
     */
    record Trial(boolean made, Optional<Identity> identity) {
        static final Trial REFUSED = new Trial(false, Optional.empty());

        boolean isFailure() {
            return made && identity.isEmpty();
        }
    }

    /** Somebody's failures, attempts under way and last failure; and whether the latest attempt was let through. */
    private record Entry(int failures, int underWay, Instant failedAt, boolean admitted) {
        static final Entry NEW = new Entry(0, 0, Instant.EPOCH, true);

        Entry begun(LockoutTerms terms, Instant now) {
            if (!now.isBefore(failedAt.plus(terms.lockout()))) {
                return new Entry(0, underWay + 1, failedAt, true);
            }
            boolean waits = now.isBefore(failedAt.plus(terms.delay(failures)));
            boolean mayFail = underWay == 0 || terms.delay(failures + underWay).isZero();
            return !waits && mayFail
                    ? new Entry(failures, underWay + 1, failedAt, true)
                    : new Entry(failures, underWay, failedAt, false);
        }

        Entry ended(Trial outcome, boolean forgiving, Instant now) {
            int left = Math.max(underWay - 1, 0);
            if (outcome.isFailure()) {
                return new Entry(failures + 1, left, now, true);
            }
            return new Entry(outcome.made() && forgiving ? 0 : failures, left, failedAt, true);
        }
    }
}
