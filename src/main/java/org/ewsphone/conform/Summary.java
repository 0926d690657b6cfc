package org.ewsphone.conform;

import java.util.List;
import java.util.stream.Collectors;

/** What came of all checks. */
public record Summary(List<Result> results) {

    /** How many held. */
    public long held() {
        return count(Verdict.Held.class);
    }

    /** How many did not. */
    public long notHeld() {
        return count(Verdict.NotHeld.class);
    }

    /** How many could not be tried. */
    public long skipped() {
        return count(Verdict.Skipped.class);
    }

    @Override
    public String toString() {
        String counted = results.size() + (results.size() == 1 ? " check: " : " checks: ") + held() + " held, "
                + notHeld() + " not held";
        return skipped() == 0 ? counted : counted + ", " + skipped() + " skipped (" + reasons() + ")";
    }

    private String reasons() {
        return results.stream()
                .map(Result::verdict)
                .filter(Verdict.Skipped.class::isInstance)
                .map(verdict -> ((Verdict.Skipped) verdict).reason().replaceFirst(";.*", ""))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private long count(Class<? extends Verdict> kind) {
        return results.stream().map(Result::verdict).filter(kind::isInstance).count();
    }
}
