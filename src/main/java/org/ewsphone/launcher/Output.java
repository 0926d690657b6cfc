package org.ewsphone.launcher;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of {@code --output}, and how each writes what there is to tell. */
@SuppressWarnings("MemberName")
enum Output {
    /** For people. */
    table {
        @Override
        String facts(Map<String, String> facts) {
            int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
            return facts.entrySet().stream()
                    .map(fact -> padded(fact.getKey(), width) + "  " + oneLine(fact.getValue()))
                    .collect(Collectors.joining("\n"));
        }

        @Override
        String list(List<String> columns, List<List<String>> rows) {
            List<Integer> widths = columns.stream()
                    .map(column -> width(column, columns.indexOf(column), rows))
                    .toList();
            return Stream.concat(Stream.of(columns), rows.stream())
                    .map(row -> line(row, widths))
                    .collect(Collectors.joining("\n"));
        }
    },

    /** For programs: one object, or one array. */
    json {
        @Override
        String facts(Map<String, String> facts) {
            return object(facts.keySet(), facts.values()).build().toString();
        }

        @Override
        String list(List<String> columns, List<List<String>> rows) {
            var array = Json.createArrayBuilder();
            rows.forEach(row -> array.add(object(columns, row)));
            return array.build().toString();
        }
    };

    /** Names and what they are, in their order. */
    abstract String facts(Map<String, String> facts);

    /** Rows that have something for each column. */
    abstract String list(List<String> columns, List<List<String>> rows);

    private static JsonObjectBuilder object(Collection<String> names, Collection<String> values) {
        var object = Json.createObjectBuilder();
        var value = values.iterator();
        names.forEach(name -> object.add(name, value.next()));
        return object;
    }

    private static int width(String column, int index, List<List<String>> rows) {
        return Stream.concat(Stream.of(column), rows.stream().map(row -> oneLine(row.get(index))))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static String line(List<String> row, List<Integer> widths) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(padded(oneLine(row.get(i)), widths.get(i))).append("  ");
        }
        return line.toString().stripTrailing();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** What a server says must not move the cursor of a terminal. */
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
