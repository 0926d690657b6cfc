package org.ewsphone.auth;

import java.nio.charset.StandardCharsets;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * A password as it is kept: {@code {bcrypt}$2a$…}. The hashing is that of Spring Security.
 *
 * @param text what stands in the users file
 */
record PasswordHash(String text) {

    private static final String BCRYPT = "{bcrypt}";
    private static final BCryptPasswordEncoder ENCODER = new BCryptPasswordEncoder();

    /** bcrypt looks at no more bytes than these. */
    private static final int LONGEST_PASSWORD = 72;

    /** Nobody's password: who asks for an unknown user waits as long as for a known one. */
    static final PasswordHash NOBODY = of("nobody's password");

    /** Throws {@link IllegalArgumentException} for anything but a bcrypt hash: "must be …". */
    PasswordHash {
        if (!text.matches("\\{bcrypt}\\$2[aby]?\\$[0-9]{2}\\$[./A-Za-z0-9]{53}")) {
            throw new IllegalArgumentException("must be a bcrypt hash that begins with {bcrypt}$2");
        }
    }

    /** The hash of a password; throws {@link IllegalArgumentException} when it is too long. */
    static PasswordHash of(String password) {
        if (isTooLong(password)) {
            throw new IllegalArgumentException("must have at most " + LONGEST_PASSWORD + " bytes");
        }
        return new PasswordHash(BCRYPT + ENCODER.encode(password));
    }

    boolean matches(String password) {
        return !isTooLong(password) && ENCODER.matches(password, text.substring(BCRYPT.length()));
    }

    private static boolean isTooLong(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD;
    }

    @Override
    public String toString() {
        return "a hash";
    }
}
