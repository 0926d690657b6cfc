package org.ewsphone.conform;

/** A check cannot be made here and now; the message says why. */
final class NotApplicable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotApplicable(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
