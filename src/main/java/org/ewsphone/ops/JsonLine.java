package org.ewsphone.ops;

import java.nio.charset.StandardCharsets;

/**
 * A JSON object in one line of ASCII, member by member, whatever stands in it: JSON itself need escape some control
 * characters only, and those beyond ASCII can play tricks on whoever reads the file. One is made for every request, and a
 * generator of a library costs several times as much.
 */
final class JsonLine {

    private static final int USUAL_SIZE = 512;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder text = new StringBuilder(USUAL_SIZE).append('{');

    /** A member with a text. */
    JsonLine write(String name, String value) {
        name(name);
        string(value);
        return this;
    }

    /** A member with a number. */
    JsonLine write(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    private void name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        string(name);
        text.append(':');
    }

    private void string(String value) {
        text.append('"');
        int plain = 0; // From here on nothing has been added yet: what needs no escape is added at once
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c >= 0x7f || c == '"' || c == '\\') {
                text.append(value, plain, i);
                escaped(c);
                plain = i + 1;
            }
        }
        text.append(value, plain, value.length()).append('"');
    }

    private void escaped(char c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append(c);
            return;
        }
        text.append("\\u")
                .append(HEX[c >> 12])
                .append(HEX[c >> 8 & 0xf])
                .append(HEX[c >> 4 & 0xf])
                .append(HEX[c & 0xf]);
    }

    /** The whole line, with its line feed. */
    byte[] end() {
        return text.append("}\n").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
