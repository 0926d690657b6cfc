package org.ewsphone.conform;

/** A text that may come from anywhere, as one short line that is safe to print. */
final class OneLine {

    private static final int LONGEST = 160;

    private OneLine() {}

    static String of(String text) {
        String line = text.replaceAll("\\p{Cntrl}+|\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
    }
}
