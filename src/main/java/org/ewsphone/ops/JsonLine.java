package org.ewsphone.ops;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A JSON object in one line of ASCII, member by member, whatever stands in it: JSON itself need escape some control
 * characters only, and those beyond ASCII can play tricks on whoever reads the file. One is made for every request, and a
 * generator of a library costs several times as much.
 */
final class JsonLine {

    private static final int USUAL_SIZE = 512;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] text = new byte[USUAL_SIZE];
    private int size;

    JsonLine() {
        add('{');
    }

    /** A member with a text. */
    JsonLine write(String name, String value) {
        name(name);
        string(value);
        return this;
    }

    /** A member with a number. */
    JsonLine write(String name, long value) {
        name(name);
        String digits = Long.toString(value);
        for (int i = 0; i < digits.length(); i++) {
            add(digits.charAt(i));
        }
        return this;
    }

    private void name(String name) {
        if (size > 1) {
            add(',');
        }
        string(name);
        add(':');
    }

    private void string(String value) {
        int length = value.length();
        add('"');
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < ' ' || c >= 0x7f || c == '"' || c == '\\') {
                escaped(c);
            } else {
                add(c);
            }
        }
        add('"');
    }

    private void escaped(char c) {
        add('\\');
        if (c == '"' || c == '\\') {
            add(c);
            return;
        }
        add('u');
        add(HEX[c >> 12]);
        add(HEX[c >> 8 & 0xf]);
        add(HEX[c >> 4 & 0xf]);
        add(HEX[c & 0xf]);
    }

    private void add(int ascii) {
        if (size == text.length) {
            text = Arrays.copyOf(text, 2 * size);
        }
        text[size++] = (byte) ascii;
    }

    /** The whole line, with its line feed. */
    byte[] end() {
        add('}');
        add('\n');
        return Arrays.copyOf(text, size);
    }
}
