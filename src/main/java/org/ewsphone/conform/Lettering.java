package org.ewsphone.conform;

/**
 * What the reader's terminal can show.
 *
 * @param unicode whether it shows more than ASCII
 * @param colour whether it shows colours
 */
public record Lettering(boolean unicode, boolean colour) {

    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String BOLD = "1";
    private static final String FAINT = "2";

    String held() {
        return in(GREEN, unicode ? "\u2713" : "+");
    }

    String notHeld() {
        return in(RED, unicode ? "\u2717" : "x");
    }

    String skipped() {
        return in(YELLOW, unicode ? "\u2013" : "-");
    }

    String bold(String text) {
        return in(BOLD, text);
    }

    String faint(String text) {
        return in(FAINT, text);
    }

    /** What a server sent must not steer the terminal. */
    String plain(String text) {
        String line = OneLine.of(text);
        return unicode ? line : line.replaceAll("[^ -~]", "?");
    }

    private String in(String style, String text) {
        return colour ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
    }
}
