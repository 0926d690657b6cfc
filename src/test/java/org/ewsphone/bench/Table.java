package org.ewsphone.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A table in Markdown on standard output, for people and for the README. */
public final class Table {

    private static final PrintStream OUT = System.out;

    /** Begins with the title and the names of the columns. */
    public Table(String title, String... columns) {
        OUT.printf("%n%s%n%n", title);
        row((Object[]) columns);
        row((Object[]) Arrays.stream(columns).map(column -> "---").toArray(String[]::new));
    }

    /** A number is shown with two digits behind the point. */
    public void row(Object... cells) {
        OUT.println(
                "| " + String.join(" | ", Arrays.stream(cells).map(Table::shown).toList()) + " |");
    }

    private static String shown(Object cell) {
        return cell instanceof Double number ? String.format(Locale.ROOT, "%.2f", number) : cell.toString();
    }

    static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
