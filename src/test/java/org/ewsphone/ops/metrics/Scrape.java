package org.ewsphone.ops.metrics;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The metrics as they are told to Prometheus: a line for each value. */
public final class Scrape {

    private final Map<String, Double> values;

    private Scrape(String text) {
        values = text.lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    }

    /** Of these metrics, now. */
    static Scrape of(Metrics metrics) {
        return of(metrics.text());
    }

    /** Of a server's answer. */
    public static Scrape of(String text) {
        return new Scrape(text);
    }

    /** The value of a series, its labels by the alphabet, as {@code ews_phone_calls{state="Idle"}}; there must be one. */
    public double value(String series) {
        Double value = values.get(series);
        assertNotNull(value, () -> "There is no " + series + ", but " + labels(series.replaceFirst("\\{.*", "")));
        return value;
    }

    /** The series of this name that there are. */
    public Set<String> labels(String name) {
        return values.keySet().stream()
                .filter(series -> series.equals(name) || series.startsWith(name + "{"))
                .collect(Collectors.toSet());
    }

    /** The names of all series. */
    public Set<String> names() {
        return values.keySet().stream()
                .map(series -> series.replaceFirst("\\{.*", ""))
                .collect(Collectors.toSet());
    }
}
