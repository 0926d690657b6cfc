package org.ewsphone.api;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** One thing that can be asked: a method, a path with places as {@code {call}} in it, and what is done. */
final class Route {

    private static final Pattern PLACE = Pattern.compile("\\{[a-z]+\\}");

    private final String method;
    private final String path;
    private final String name;
    private final Pattern pattern;
    private final Handler handler;

    /**
     * A route.
     *
     * @param name what it is called in the audit, and in the OpenAPI document
     */
    Route(String method, String path, String name, Handler handler) {
        this.method = method;
        this.path = path;
        this.name = name;
        this.pattern = Pattern.compile(PLACE.matcher(path).replaceAll("([^/]+)"));
        this.handler = handler;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    String name() {
        return name;
    }

    /** What stands in the places, when the path is one of this route. */
    Optional<List<String>> placesIn(String asked) {
        Matcher matcher = pattern.matcher(asked);
        return matcher.matches()
                ? Optional.of(IntStream.rangeClosed(1, matcher.groupCount())
                        .mapToObj(matcher::group)
                        .toList())
                : Optional.empty();
    }

    Answer answer(Question question) throws IOException {
        return handler.answer(question);
    }

    /** What is done. */
    @FunctionalInterface
    interface Handler {

        /** Throws {@link Problem} or {@link org.ewsphone.call.CallException} when it cannot be done. */
        Answer answer(Question question) throws IOException;
    }
}
