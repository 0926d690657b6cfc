package org.ewsphone.conform;

/** What was seen is not what the protocol says. */
final class Contradiction extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String seen;

    Contradiction(String expected, String seen) {
        super(expected + ", but: " + seen, null, false, false);
        this.expected = expected;
        this.seen = seen;
    }

    String expected() {
        return expected;
    }

    String seen() {
        return seen;
    }
}
