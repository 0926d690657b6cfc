package org.ewsphone.gateway.simulated;

import jakarta.json.stream.JsonParser.Event;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What stands in one object of a script, each key with its place, so that a complaint can point at it. */
final class Fields {

    /** A year, which is as good as for ever. */
    private static final double MOST_SECONDS = 31_536_000;

    private final ScriptText text;
    private final Token start;
    private final Map<String, Token> keys = new HashMap<>();
    private final Map<String, Token> values = new HashMap<>();
    private String source = "";

    private Fields(ScriptText text, Token start) {
        this.text = text;
        this.start = start;
    }

    /** Reads the object that begins with this token, and may have these keys. */
    static Fields read(ScriptText text, Token start, Collection<String> allowed) {
        var fields = new Fields(text, start);
        if (!start.is(Event.START_OBJECT)) {
            throw fields.complaint("an object is expected here: {…} with keys among " + listed(allowed));
        }
        Token key = text.next();
        for (; !key.is(Event.END_OBJECT); key = text.next()) {
            fields.put(key, text.next(), allowed);
        }
        fields.source = text.between(start, key);
        return fields;
    }

    /** The object as it is written. */
    String source() {
        return source;
    }

    private void put(Token key, Token value, Collection<String> allowed) {
        if (!allowed.contains(key.text())) {
            throw text.complaint(
                    key.offset(), "unknown key \"" + key.text() + "\"; expected one of " + listed(allowed));
        }
        if (keys.put(key.text(), key) != null) {
            throw text.complaint(key.offset(), "the key \"" + key.text() + "\" is here twice; expected one");
        }
        if (!value.is(Event.VALUE_STRING) && !value.is(Event.VALUE_NUMBER)) {
            throw text.complaint(value.offset(), "\"" + key.text() + "\" must be a text or a number");
        }
        values.put(key.text(), value);
    }

    /** Complains about the first key that is not among these, which are all there are for this kind of thing. */
    void allowOnly(Collection<String> allowed, String what) {
        keys.values().stream()
                .filter(key -> !allowed.contains(key.text()))
                .min((one, other) -> Integer.compare(one.offset(), other.offset()))
                .ifPresent(key -> {
                    throw text.complaint(
                            key.offset(),
                            "\"" + key.text() + "\" means nothing " + what + "; expected one of " + listed(allowed));
                });
    }

    /** Whether the key is there. */
    boolean has(String key) {
        return values.containsKey(key);
    }

    /** A text that must be there and not be blank. */
    String text(String key) {
        Token value = values.get(key);
        if (value == null) {
            throw complaint("the key \"" + key + "\" is missing; expected a text");
        }
        if (!value.is(Event.VALUE_STRING) || value.text().isBlank()) {
            throw complaint(key, "must be a text that is not blank");
        }
        return value.text();
    }

    /** A text that may be missing. */
    String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /** What the function makes of a text; its {@link IllegalArgumentException}, "must be …", is told with the place. */
    <T> T read(String key, String value, Function<String, T> reader) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            throw complaint(key, String.valueOf(e.getMessage()));
        }
    }

    /** A time from zero to a year in seconds, which may be missing. */
    Duration seconds(String key, double otherwise) {
        return millis(has(key) ? secondsOf(key) : otherwise);
    }

    private double secondsOf(String key) {
        double seconds = numberOf(key);
        if (seconds >= 0 && seconds <= MOST_SECONDS) {
            return seconds;
        }
        throw complaint(key, "must be a number of seconds from 0 to 31536000");
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /** A whole number that must be there. */
    int number(String key, int min, int max) {
        double number = numberOf(key);
        if (number == Math.rint(number) && number >= min && number <= max) {
            return (int) number;
        }
        throw complaint(key, "must be a whole number from " + min + " to " + max);
    }

    /** Not a number when it is none, which no range contains. */
    private double numberOf(String key) {
        Token value = values.get(key);
        if (value == null) {
            throw complaint("the key \"" + key + "\" is missing; expected a number");
        }
        return value.is(Event.VALUE_NUMBER) ? Double.parseDouble(value.text()) : Double.NaN;
    }

    /** A complaint about the object. */
    ScriptException complaint(String what) {
        return text.complaint(start.offset(), what);
    }

    /** A complaint about the value of a key, or about the object when the key is not there. */
    ScriptException complaint(String key, String what) {
        @Nullable Token value = values.get(key);
        return value == null
                ? complaint("\"" + key + "\" " + what)
                : text.complaint(value.offset(), "\"" + key + "\" " + what);
    }

    private static String listed(Collection<String> words) {
        return String.join(", ", new TreeSet<>(words));
    }
}
