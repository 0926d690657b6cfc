package org.ewsphone.call;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The name of a call towards its clients: opaque, and with at least 128 random bits when we make it, so that nobody
 * guesses the id of somebody else's call.
 *
 * @param value 1 to 256 visible ASCII characters
 */
public record PhoneCallId(String value) {

    private static final int MAX_LENGTH = 256;
    private static final int RANDOM_BYTES = 18;

    /** Throws {@link IllegalArgumentException} for a value that cannot be an id. */
    public PhoneCallId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("A PhoneCallId has 1 to 256 visible ASCII characters");
        }
    }

    /** The id a client sent, or nothing when no call can have such an id. */
    public static Optional<PhoneCallId> parse(String text) {
        return isWellFormed(text) ? Optional.of(new PhoneCallId(text)) : Optional.empty();
    }

    /** New ids of 144 random bits in base64url. */
    public static Supplier<PhoneCallId> random(SecureRandom random) {
        return () -> {
            byte[] bits = new byte[RANDOM_BYTES];
            random.nextBytes(bits);
            return new PhoneCallId(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
        };
    }

    private static boolean isWellFormed(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
