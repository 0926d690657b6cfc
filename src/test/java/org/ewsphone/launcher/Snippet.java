package org.ewsphone.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fenced block of the README or of a document, with what the comment above it says about its test:
 * {@code <!-- test: MARK -->}.
 *
 * @param document where it is
 * @param line where it begins, from 1
 * @param language what stands behind the fence; blank when nothing does
 * @param mark what the comment says
 * @param text what is between the fences, with a line feed at the end of each line
 */
record Snippet(Path document, int line, String language, Optional<String> mark, String text) {

    private static final Pattern FENCE = Pattern.compile("\\s*(?:>\\s*)?(```+|~~~+)\\s*(\\S*)\\s*");
    private static final Pattern MARK = Pattern.compile("<!-- test: (.+) -->");
    private static final Pattern INDENTED = Pattern.compile("(?: {4}|\\t).*");

    /** The README and all documents. */
    static List<Path> documents() {
        try (Stream<Path> documents = Files.walk(Path.of("src/docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md")),
                            documents
                                    .filter(path -> path.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every block there is. */
    static List<Snippet> all() {
        return documents().stream().flatMap(document -> in(document).stream()).toList();
    }

    /** The blocks of a document; throws {@link AssertionError} for one that other readers of Markdown see and this one does not. */
    static List<Snippet> in(Path document) {
        List<String> lines = lines(document);
        List<Snippet> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int end = end(document, lines, i, fence.group(1));
                found.add(new Snippet(
                        document, i + 1, fence.group(2), markAbove(lines, i), text(lines.subList(i + 1, end))));
                i = end;
            } else if (i > 0
                    && lines.get(i - 1).isBlank()
                    && INDENTED.matcher(lines.get(i)).matches()) {
                throw new AssertionError(document + ":" + (i + 1)
                        + " begins a block by its indentation, which no test finds. Put fences around it.");
            }
        }
        return found;
    }

    private static int end(Path document, List<String> lines, int start, String fence) {
        for (int i = start + 1; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(fence)) {
                return i;
            }
        }
        throw new AssertionError(document + ":" + (start + 1) + " begins a block that has no end");
    }

    private static Optional<String> markAbove(List<String> lines, int fence) {
        Matcher mark = MARK.matcher(fence == 0 ? "" : lines.get(fence - 1).strip());
        return mark.matches() ? Optional.of(mark.group(1)) : Optional.empty();
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static List<String> lines(Path document) {
        try {
            return Files.readAllLines(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is, and how it begins. */
    String name() {
        return document + ":" + line + " " + text.lines().findFirst().orElse("");
    }
}
