package org.ewsphone.conform;

import java.util.Arrays;
import java.util.Optional;

/** Results as lines for people, grouped by section, each as soon as it is known. */
public final class Table {

    private final Lettering lettering;
    private Optional<Section> current = Optional.empty();

    /** A table in this lettering. */
    public Table(Lettering lettering) {
        this.lettering = lettering;
    }

    /** The next lines. */
    public String next(Result result) {
        return heading(result.check()) + line(result);
    }

    private String heading(Check check) {
        Optional<Section> section =
                Arrays.stream(Section.values()).filter(one -> one.has(check)).findFirst();
        if (section.equals(current)) {
            return "";
        }
        current = section;
        return section.map(one -> "\n" + lettering.bold(one.number() + "  " + one.title()) + "\n")
                .orElse("");
    }

    private String line(Result result) {
        String name = String.format("%-4s ", result.check().section())
                + OneLine.of(result.check().name()) + "\n";
        Verdict verdict = result.verdict();
        if (verdict instanceof Verdict.NotHeld notHeld) {
            return "  " + lettering.notHeld() + " " + name
                    + "         expected  " + lettering.plain(notHeld.expected()) + "\n"
                    + "         seen      " + lettering.plain(notHeld.seen()) + "\n";
        }
        if (verdict instanceof Verdict.Skipped skipped) {
            return "  " + lettering.skipped() + " " + name + "         "
                    + lettering.faint("skipped: " + skipped.reason()) + "\n";
        }
        return "  " + lettering.held() + " " + name;
    }
}
