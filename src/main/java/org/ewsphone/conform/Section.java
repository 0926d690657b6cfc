package org.ewsphone.conform;

/** The sections of the protocol that can be seen from outside, in their order. */
public enum Section {
    NAMES("1", "Operations, headers and files"),
    TYPES("2", "Types"),
    ANSWERS("3", "Answers that real clients can read"),
    FAULTS("4", "Faults"),
    CODES("5", "Codes"),
    VERSIONS("6", "Versions"),
    DIALECTS("7", "Namespaces that begin with https"),
    HTTP("8", "HTTP"),
    CALLS("9", "Calls"),
    SAMPLE("10", "The documentation's samples");

    private final String number;
    private final String title;

    Section(String number, String title) {
        this.number = number;
        this.title = title;
    }

    /** As {@code 3}. */
    public String number() {
        return number;
    }

    /** What it is about. */
    public String title() {
        return title;
    }

    /** Whether the check is one of this section. */
    public boolean has(Check check) {
        return check.section().equals(number) || check.section().startsWith(number + ".");
    }
}
