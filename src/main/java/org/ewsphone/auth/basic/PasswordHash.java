package org.ewsphone.auth.basic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/**
 * A password as it is kept: {@code {bcrypt}$2a$…} or {@code {pbkdf2@SpringSecurity_v5_8}…}. The hashing is that of Spring
 * Security.
 *
 * @param text what stands in the users file
 */
record PasswordHash(String text) {

    /** bcrypt looks at no more bytes than these. */
    private static final int LONGEST_BCRYPT_PASSWORD = 72;

    /** Nobody's password: who asks for an unknown user waits as long as for a known one. */
    static final PasswordHash NOBODY = of("nobody's password");

    /** Throws {@link IllegalArgumentException} for anything but a hash of a known kind: "must be …". */
    PasswordHash {
        if (Kind.of(text).isEmpty()) {
            throw new IllegalArgumentException(
                    "must have a bcrypt hash that begins with {bcrypt}$2, or one of Spring Security's {pbkdf2} hashes");
        }
    }

    /** The hash of a password; throws {@link IllegalArgumentException} when it is too long. */
    static PasswordHash of(String password) {
        if (!Kind.BCRYPT.takes(password)) {
            throw new IllegalArgumentException("must have at most " + LONGEST_BCRYPT_PASSWORD + " bytes");
        }
        return new PasswordHash(Kind.BCRYPT.prefix + Kind.BCRYPT.encoder.encode(password));
    }

    boolean matches(String password) {
        Kind kind = Kind.of(text).orElseThrow();
        return kind.takes(password) && kind.encoder.matches(password, text.substring(kind.prefix.length()));
    }

    @Override
    public String toString() {
        return "a hash";
    }

    /** How a password was hashed. */
    private enum Kind {
        BCRYPT("{bcrypt}", "\\$2[aby]?\\$[0-9]{2}\\$[./A-Za-z0-9]{53}", new BCryptPasswordEncoder()),
        PBKDF2("{pbkdf2@SpringSecurity_v5_8}", "[0-9a-f]{96}", Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8()),
        @SuppressWarnings("deprecation") // Not to be made any more, but users files have them
        OLD_PBKDF2("{pbkdf2}", "[0-9a-f]{80}", Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_5());

        private final String prefix;
        private final String form;

        @SuppressWarnings("ImmutableEnumChecker") // Spring's encoders change in their setters only
        private final PasswordEncoder encoder;

        Kind(String prefix, String form, PasswordEncoder encoder) {
            this.prefix = prefix;
            this.form = form;
            this.encoder = encoder;
        }

        static Optional<Kind> of(String text) {
            return Arrays.stream(values()).filter(kind -> kind.made(text)).findFirst();
        }

        private boolean made(String text) {
            return text.startsWith(prefix) && text.substring(prefix.length()).matches(form);
        }

        boolean takes(String password) {
            return this != BCRYPT || password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BCRYPT_PASSWORD;
        }
    }
}
