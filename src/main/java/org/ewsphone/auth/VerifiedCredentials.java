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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ewsphone.call.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a short while who was verified, so that not every request pays for the hashing of its password. What it
 * keeps of a password is a keyed digest, and the key is gone with this process.
 */
final class VerifiedCredentials {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MOST = 10_000;

    private final Users users;
    private final Cache<ByteBuffer, Verified> verified;
    private final SecretKeySpec key;

    VerifiedCredentials(Users users, Duration remembered, Clock clock) {
        this.users = users;
        this.verified = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(remembered)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
    }

    /** Whoever this Authorization header identifies. */
    Optional<Caller> callerOf(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        ByteBuffer digest = digest(header);
        Verified known = verified.getIfPresent(digest);
        return known != null && known.revision() == users.revision()
                ? Optional.of(known.caller())
                : verify(header, digest);
    }

    private Optional<Caller> verify(String header, ByteBuffer digest) {
        long revision = users.revision();
        Optional<Caller> caller = Credentials.parse(header).flatMap(users::verify);
        caller.ifPresent(someone -> verified.put(digest, new Verified(someone, revision)));
        return caller;
    }

    private ByteBuffer digest(String header) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return ByteBuffer.wrap(mac.doFinal(header.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /** Who was verified, and by which edition of the users. */
    private record Verified(Caller caller, long revision) {}
}
