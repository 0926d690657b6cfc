package org.ewsphone.bench;

import java.util.List;

/**
 * Runs the benchmarks that the arguments name, or all: {@code parts}, {@code load}, {@code tls}, {@code growth},
 * {@code registries}, {@code events}.
 */
public final class Benchmark {

    private Benchmark() {}

    /** Prints tables. */
    public static void main(String... names) throws Exception {
        List<String> chosen =
                names.length == 0 ? List.of("parts", "load", "tls", "growth", "registries", "events") : List.of(names);
        for (String name : chosen) {
            switch (name) {
                case "parts" -> Parts.measure();
                case "load" -> Load.overHttp();
                case "tls" -> Load.overHttps();
                case "growth" -> Growth.measure();
                case "registries" -> Registries.measure();
                case "events" -> EventLoad.measure();
                default ->
                    throw new IllegalArgumentException("There is no benchmark " + name
                            + "; there are parts, load, tls, growth, registries and events");
            }
        }
    }
}
