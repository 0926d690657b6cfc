package org.ewsphone.auth.bearer;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of the issuer. They are read again when their lifetime is over, without anybody waiting for it, and when
 * a token names a key that is not among them, but never sooner than a pause after the last time. While they cannot be
 * read, the old ones serve on for as long as an outage may last. Safe for many threads.
 */
final class SigningKeys implements JWKSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    /** So many requests may wait for a key that has just appeared; tokens of strangers must not occupy the server. */
    private static final int MOST_WAITING = 8;

    private final KeyDocument document;
    private final Terms terms;
    private final Clock clock;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private volatile Edition edition = new Edition(0, new JWKSet(), Instant.MIN);
    private volatile CompletableFuture<@Nullable Void> underWay = CompletableFuture.completedFuture(null);
    private Instant triedAt = Instant.MIN;
    private boolean failing;

    /** Begins to read the keys. */
    SigningKeys(KeyDocument document, Terms terms, Clock clock) {
        this.document = document;
        this.terms = terms;
        this.clock = clock;
        refresh();
    }

    @Override
    public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context) {
        List<JWK> found = wanted.select(current());
        if (found.isEmpty() && waiting.tryAcquire()) {
            try {
                refresh();
                underWay.join();
            } finally {
                waiting.release();
            }
            return wanted.select(current());
        }
        return found;
    }

    /** Changes with the keys. */
    long revision() {
        return edition.number;
    }

    /** Whether there are any. */
    boolean isEmpty() {
        return edition.keys.isEmpty();
    }

    private JWKSet current() {
        Edition now = edition;
        if (now.isOlderThan(terms.lifetime(), clock)) {
            refresh();
            now = edition;
        }
        return now.isOlderThan(terms.outage(), clock) ? new JWKSet() : now.keys;
    }

    /** Begins another reading, unless one is under way or it is too early. None ever fails. */
    private synchronized void refresh() {
        Instant now = clock.instant();
        if (underWay.isDone() && !now.isBefore(after(triedAt, terms.pause()))) {
            triedAt = now;
            underWay = document.read()
                    .thenApply(SigningKeys::parse)
                    .thenAccept(this::take)
                    .exceptionally(this::complain);
        }
    }

    /** Public ones only: with a secret in the document whoever reads it could sign. */
    private static JWKSet parse(String text) {
        try {
            JWKSet keys = JWKSet.parse(text).toPublicJWKSet();
            if (keys.isEmpty()) {
                throw new CompletionException(new ParseException("it has no public key", 0));
            }
            return keys;
        } catch (ParseException e) {
            throw new CompletionException(e);
        }
    }

    private synchronized void take(JWKSet keys) {
        boolean same = keys.equals(edition.keys);
        if (!same || failing) {
            LOG.info("There are {} keys in {}", keys.size(), document);
        }
        failing = false;
        edition = new Edition(same ? edition.number : edition.number + 1, keys, clock.instant());
    }

    private synchronized @Nullable Void complain(Throwable failure) {
        if (!failing) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            LOG.warn("The keys in {} cannot be read, those known serve on: {}", document, cause.toString());
        }
        failing = true;
        return null;
    }

    private static Instant after(Instant time, Duration pause) {
        return time.equals(Instant.MIN) ? time : time.plus(pause);
    }

    /**
     * How long keys hold.
     *
     * @param lifetime until they are read again
     * @param pause between one reading and the next, at least
     * @param outage since they were read, at most
     */
    record Terms(Duration lifetime, Duration pause, Duration outage) {}

    /** The keys as they were read at one time. */
    private record Edition(long number, JWKSet keys, Instant readAt) {
        boolean isOlderThan(Duration age, Clock clock) {
            return readAt.equals(Instant.MIN) || clock.instant().isAfter(readAt.plus(age));
        }
    }
}
