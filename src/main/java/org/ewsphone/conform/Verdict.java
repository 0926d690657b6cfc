package org.ewsphone.conform;

/** What came of a check. */
public sealed interface Verdict {

    /** It is as the protocol says. */
    record Held(String seen) implements Verdict {}

    /** It is not. */
    record NotHeld(String expected, String seen) implements Verdict {}

    /** It could not be tried. */
    record Skipped(String reason) implements Verdict {}
}
