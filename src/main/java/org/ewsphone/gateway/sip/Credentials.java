package org.ewsphone.gateway.sip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ewsphone.gateway.sip.message.Challenge;

/**
 * A user and a password, and how they answer a digest challenge (RFC 7616, and RFC 8760 for SIP) without being told.
 *
 * @param user the name
 * @param password the secret
 */
record Credentials(String user, String password) {

    private static final Map<String, String> ALGORITHMS =
            Map.of("md5", "MD5", "sha-256", "SHA-256", "sha-512-256", "SHA-512/256");

    /** Whether we could answer this challenge. */
    static boolean canAnswer(Challenge challenge) {
        return "digest".equalsIgnoreCase(challenge.scheme())
                && challenge.get("nonce").isPresent()
                && algorithm(challenge).isPresent()
                && challenge.get("qop").map(Credentials::offersAuth).orElse(true);
    }

    /**
     * The value of an Authorization or Proxy-Authorization field.
     *
     * @param challenge one that we {@link #canAnswer}
     * @param count how often its nonce has been used, this time included
     * @param cnonce something nobody can foresee
     */
    String answer(Challenge challenge, String method, String uri, int count, String cnonce) {
        String algorithm = algorithm(challenge).orElseThrow();
        String nonce = challenge.get("nonce").orElseThrow();
        String secret = hash(algorithm, user + ":" + challenge.realm() + ":" + password);
        String request = hash(algorithm, method + ":" + uri);
        var value = new StringBuilder("Digest username=" + quoted(user) + ", realm=" + quoted(challenge.realm())
                + ", nonce=" + quoted(nonce) + ", uri=" + quoted(uri));
        if (challenge.get("qop").isPresent()) {
            String nc = "%08x".formatted(count);
            String response = hash(algorithm, secret + ":" + nonce + ":" + nc + ":" + cnonce + ":auth:" + request);
            value.append(", response=\"" + response + "\", qop=auth, nc=" + nc + ", cnonce=" + quoted(cnonce));
        } else {
            value.append(", response=\"" + hash(algorithm, secret + ":" + nonce + ":" + request) + "\"");
        }
        challenge.get("algorithm").ifPresent(name -> value.append(", algorithm=" + name));
        challenge.get("opaque").ifPresent(opaque -> value.append(", opaque=" + quoted(opaque)));
        return value.toString();
    }

    private static boolean offersAuth(String qop) {
        return Arrays.stream(qop.split(",")).map(String::strip).anyMatch("auth"::equalsIgnoreCase);
    }

    private static Optional<String> algorithm(Challenge challenge) {
        String name = challenge.get("algorithm").orElse("MD5");
        return Optional.ofNullable(ALGORITHMS.get(name.toLowerCase(Locale.ROOT)));
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + algorithm, e);
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public String toString() {
        return user;
    }
}
