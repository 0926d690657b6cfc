package org.ewsphone.dialplan;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number as somebody wrote it, less what only makes it easier to read. Nothing that a telephone or a numbering
 * library could take for a pause, an extension, a service code or another digit ever gets here.
 *
 * @param value ASCII digits, after a {@code +} when it is international
 */
record WrittenNumber(String value) {

    private static final int MAX_LENGTH = 64;

    /** What RFC 3966, 5.1.1, allows between digits, and a blank. */
    private static final Pattern VISUAL_SEPARATORS = Pattern.compile("[-. ()]");

    /** Fifteen digits (E.164, 6.2.1), and the longest prefix that leads abroad. */
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1,20}");

    /** The number in this text, or nothing when it has any other character, or too many. */
    static Optional<WrittenNumber> in(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return Optional.of(VISUAL_SEPARATORS.matcher(text).replaceAll(""))
                .filter(number -> NUMBER.matcher(number).matches())
                .map(WrittenNumber::new);
    }

    boolean isInternational() {
        return value.startsWith("+");
    }

    String digits() {
        return isInternational() ? value.substring(1) : value;
    }
}
