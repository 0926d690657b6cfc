package org.ewsphone.gateway.sip;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names that nobody else has or foresees: for Call-IDs, tags and nonces. */
final class Tokens {

    private static final int BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    /** The next, of 128 random bits. */
    String next() {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
