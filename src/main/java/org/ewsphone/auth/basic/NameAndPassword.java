package org.ewsphone.auth.basic;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A name and a password as a client sends them (RFC 7617).
 *
 * @param name the user, perhaps empty
 * @param password never shown
 */
record NameAndPassword(String name, String password) {

    private static final String SCHEME = "basic ";

    /** What an Authorization header says, or nothing when it says it in another scheme or wrongly. */
    static Optional<NameAndPassword> parse(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String pair = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new NameAndPassword(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException | CharacterCodingException notBasic) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return name + " with a password";
    }
}
