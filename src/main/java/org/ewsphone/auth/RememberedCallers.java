package org.ewsphone.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ewsphone.call.Caller;

/**
 * Remembers for a short while who was verified, so that not every request pays for the hashing of its password. What it
 * keeps of a secret is a keyed digest, and the key is gone with this process.
 */
final class RememberedCallers {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Cache<ByteBuffer, Verified> verified;
    private final ConcurrentMap<ByteBuffer, CompletableFuture<Optional<Verified>>> underWay = new ConcurrentHashMap<>();

    /** Has the key, and is copied for each digest: that costs much less than to look for another one. */
    private final Mac keyed;

    RememberedCallers(Duration remembered, Clock clock) {
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(remembered)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run) // To wake another thread would cost more than the upkeep itself
                .build();
        this.keyed = keyed();
    }

    private static Mac keyed() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(random, ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /** Whoever this secret identifies in this edition of the users; asks the verification when that is not known. */
    Optional<Caller> callerOf(String secret, long revision, Supplier<Optional<Verified>> verification) {
        ByteBuffer digest = digest(secret);
        Verified known = verified.getIfPresent(digest);
        return known != null && known.revision() == revision && clock.instant().isBefore(known.until())
                ? Optional.of(known.caller())
                : once(digest, verification).map(Verified::caller);
    }

    /** A client that opens many connections at once comes with one secret on all of them: one hashing is enough. */
    private Optional<Verified> once(ByteBuffer digest, Supplier<Optional<Verified>> verification) {
        var mine = new CompletableFuture<Optional<Verified>>();
        CompletableFuture<Optional<Verified>> theirs = underWay.putIfAbsent(digest, mine);
        if (theirs != null) {
            return theirs.join();
        }
        Optional<Verified> outcome = Optional.empty();
        try {
            outcome = verification.get();
            outcome.ifPresent(someone -> verified.put(digest, someone));
            return outcome;
        } finally {
            underWay.remove(digest);
            mine.complete(outcome);
        }
    }

    private ByteBuffer digest(String secret) {
        try {
            var mac = (Mac) keyed.clone();
            return ByteBuffer.wrap(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's " + ALGORITHM + " can be copied", e);
        }
    }

    /** Who was verified, by which edition of the users, and until when that holds at the latest. */
    record Verified(Caller caller, long revision, Instant until) {}
}
