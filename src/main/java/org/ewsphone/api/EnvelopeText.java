package org.ewsphone.api;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** An envelope as text for people: without the secrets that somebody may have put into it. */
final class EnvelopeText {

    /** Passwords and tokens of WS-Security, and whatever else is called so; up to the next element or the end. */
    private static final Pattern SECRET = Pattern.compile(
            "(<(?:[\\w.-]+:)?(?:\\w*Password\\w*|BinarySecurityToken|\\w*Secret\\w*)\\b[^>]*>)[^<]*",
            Pattern.CASE_INSENSITIVE);

    private static final String MASK = "•••";

    private EnvelopeText() {}

    /** The text of these bytes; what cannot be decoded is replaced. */
    static String of(byte[] body) {
        String text = new String(body, charset(body));
        return SECRET.matcher(text).replaceAll("$1" + MASK);
    }

    /** UTF-16 begins with its mark, or with an angle bracket of two bytes. */
    private static Charset charset(byte[] body) {
        int first = body.length > 1 ? ((body[0] & 0xff) << 8) | (body[1] & 0xff) : 0;
        return switch (first) {
            case 0xfeff, 0xfffe -> StandardCharsets.UTF_16;
            case 0x003c -> StandardCharsets.UTF_16BE;
            case 0x3c00 -> StandardCharsets.UTF_16LE;
            default -> StandardCharsets.UTF_8;
        };
    }
}
