package org.ewsphone.registry.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What Redis does in one step, in Lua.
 *
 * @param text the script
 * @param digest the name under which Redis remembers it
 */
record Script(String text, String digest) {

    /** The script in this file beside the class, which goes by this clock. */
    static Script of(String file, String clock) {
        String text = clock + read("common.lua") + read(file);
        return new Script(text, sha1(text));
    }

    /** The clock of Redis. */
    static String clock() {
        return read("clock.lua");
    }

    private static String read(String file) {
        try (InputStream stream = Script.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("There is no " + file + " beside " + Script.class);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        try {
            // As EVALSHA has it: a name, and no protection
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
