package org.ewsphone.gateway.sip.signalling;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a message ends among the bytes. */
final class Framing {

    private static final Pattern CONTENT_LENGTH = Pattern.compile(
            "^(?:content-length|l)\\s*:\\s*([0-9]{1,7})\\s*$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private Framing() {}

    /** The index behind the empty line, or -1 when there is none in the first bytes. */
    static int endOfHead(byte[] bytes, int count) {
        for (int i = 3; i < count; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** How long the body is, if the head says. */
    static OptionalInt contentLength(String head) {
        Matcher length = CONTENT_LENGTH.matcher(head);
        return length.find() ? OptionalInt.of(Integer.parseInt(length.group(1))) : OptionalInt.empty();
    }
}
