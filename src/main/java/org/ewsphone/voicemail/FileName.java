package org.ewsphone.voicemail;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A name that may have any characters, as the name of a file: letters, digits and {@code @ + = _ -} and dots stand for
 * themselves, and all else, with a dot at the beginning, is written as {@code %} and two hexadecimal digits for each byte of
 * its UTF-8. So no name leads to another directory, and no two names to one file.
 */
final class FileName {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int LONGEST = 200;

    private FileName() {}

    /** The name, or its file's, without an extension. */
    static String of(String name) {
        var file = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b) && !(b == '.' && file.isEmpty())) {
                file.append((char) b);
            } else {
                file.append('%').append(HEX.toHexDigits(b));
            }
        }
        return file.toString();
    }

    /** Whether a file can have such a name. */
    static boolean isPossible(String file) {
        return !file.isEmpty() && file.length() <= LONGEST;
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || "@+=_-.".indexOf(b) >= 0;
    }
}
