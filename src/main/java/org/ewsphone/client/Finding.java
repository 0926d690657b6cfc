package org.ewsphone.client;

/**
 * One thing that was looked at.
 *
 * @param about what it is
 * @param verdict how it is
 * @param seen what was seen, in one line
 * @param cure what to do about it; empty when there is nothing to do
 */
public record Finding(String about, Verdict verdict, String seen, String cure) {

    /** Throws {@link IllegalArgumentException} for trouble without a cure. */
    public Finding {
        if (verdict != Verdict.GOOD && cure.isBlank()) {
            throw new IllegalArgumentException("What is not good needs a cure: " + about);
        }
    }

    static Finding good(String about, String seen) {
        return new Finding(about, Verdict.GOOD, seen, "");
    }

    static Finding doubtful(String about, String seen, String cure) {
        return new Finding(about, Verdict.DOUBTFUL, seen, cure);
    }

    static Finding bad(String about, String seen, String cure) {
        return new Finding(about, Verdict.BAD, seen, cure);
    }

    /** How something is. */
    public enum Verdict {
        /** As it should be. */
        GOOD,
        /** It works, but not for everybody, or not for long. */
        DOUBTFUL,
        /** It does not work. */
        BAD
    }
}
