package org.ewsphone.conform;

/** What a check has seen, in one short line. */
@FunctionalInterface
interface Seen {

    String line();

    /** A text of one's own. */
    static Seen of(String text) {
        return () -> text;
    }
}
