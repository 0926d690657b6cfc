package org.ewsphone.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its name, what it is when nobody says, and how its text is read. Declared as a constant by the room that
 * uses it.
 *
 * @param <T> what the setting means to the program
 */
public final class Setting<T> {

    private static final Pattern SHORT_DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");

    /** What stands where something is not shown. */
    public static final String MASK = "********";

    private final String name;
    private final @Nullable String byDefault;
    private final String meaning;
    private final UnaryOperator<String> mask;
    private final Function<@Nullable String, T> reader;

    private Setting(
            String name,
            @Nullable String byDefault,
            String meaning,
            UnaryOperator<String> mask,
            Function<@Nullable String, T> reader) {
        this.name = name;
        this.byDefault = byDefault;
        this.meaning = meaning;
        this.mask = mask;
        this.reader = reader;
    }

    /** A setting whose text is read by the given function, which throws {@link IllegalArgumentException}: "must be …". */
    public static <T> Setting<T> of(String name, String byDefault, String meaning, Function<String, T> reader) {
        return new Setting<>(name, byDefault, meaning, UnaryOperator.identity(), text -> reader.apply(given(text)));
    }

    /** Any text but none. */
    public static Setting<String> text(String name, String byDefault, String meaning) {
        return of(name, byDefault, meaning, Function.identity());
    }

    /** A whole number. */
    public static Setting<Integer> number(String name, int byDefault, int min, int max, String meaning) {
        return of(name, Integer.toString(byDefault), meaning, text -> number(text, min, max));
    }

    /** {@code true} or {@code false}. */
    public static Setting<Boolean> flag(String name, boolean byDefault, String meaning) {
        return of(name, Boolean.toString(byDefault), meaning, Setting::flag);
    }

    /** A length of time above zero: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code 2d}, or ISO 8601. */
    public static Setting<Duration> duration(String name, String byDefault, String meaning) {
        return of(name, byDefault, meaning, Setting::duration);
    }

    /** A regular expression. */
    public static Setting<Pattern> pattern(String name, String byDefault, String meaning) {
        return of(name, byDefault, meaning, Setting::pattern);
    }

    /** One of the constants of an enumeration, written in small letters with hyphens. */
    public static <E extends Enum<E>> Setting<E> choice(String name, E byDefault, String meaning) {
        return of(name, word(byDefault), meaning, text -> choice(text, byDefault.getDeclaringClass()));
    }

    /** Words with commas between them, each of them once. */
    public static Setting<List<String>> words(String name, String byDefault, String meaning) {
        return of(name, byDefault, meaning, Setting::words);
    }

    /** A path of the file system. */
    public static Setting<Path> path(String name, String byDefault, String meaning) {
        return of(name, byDefault, meaning, Setting::path);
    }

    /** A setting like another that may be absent; a blank value counts as absent. */
    public static <T> Setting<Optional<T>> optional(String name, String meaning, Function<String, T> reader) {
        return new Setting<>(
                name,
                null,
                meaning,
                UnaryOperator.identity(),
                text -> Optional.ofNullable(text).map(reader));
    }

    /** Any text, or none. */
    public static Setting<Optional<String>> optionalText(String name, String meaning) {
        return optional(name, meaning, Function.identity());
    }

    /** A path of the file system, or none. */
    public static Setting<Optional<Path>> optionalPath(String name, String meaning) {
        return optional(name, meaning, Setting::path);
    }

    /** A regular expression, or none. */
    public static Setting<Optional<Pattern>> optionalPattern(String name, String meaning) {
        return optional(name, meaning, Setting::pattern);
    }

    /** The same setting with a value that is never shown. */
    public Setting<T> secret() {
        return shownAs(value -> MASK);
    }

    /** The same setting with a value of which only this is shown, whatever the value: it need not be well formed. */
    public Setting<T> shownAs(UnaryOperator<String> shown) {
        return new Setting<>(name, byDefault, meaning, shown, reader);
    }

    /** Its name, as {@code registry.memory.max-calls}. */
    public String name() {
        return name;
    }

    /** One sentence for people. */
    public String meaning() {
        return meaning;
    }

    /** What it is when nobody says, as text. */
    public Optional<String> byDefault() {
        return Optional.ofNullable(byDefault);
    }

    /** What of this value of it may be shown. */
    String shown(String value) {
        return mask.apply(value);
    }

    T read(@Nullable String text) {
        return reader.apply(text == null ? byDefault : text);
    }

    private static String given(@Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("must be given");
        }
        return text;
    }

    private static int number(String text, int min, int max) {
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, together with a number that is out of range
        }
        throw new IllegalArgumentException("must be a whole number from " + min + " to " + max);
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static Duration duration(String text) {
        try {
            Matcher matcher = SHORT_DURATION.matcher(text);
            Duration duration = matcher.matches()
                    ? duration(Long.parseLong(matcher.group(1)), matcher.group(2))
                    : Duration.parse(text);
            if (duration.compareTo(Duration.ZERO) > 0) {
                return duration;
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            // Told below, together with a duration that is not above zero
        }
        throw new IllegalArgumentException("must be a time above zero such as 500ms, 10s, 5m, 1h or 2d");
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("must be a regular expression: " + e.getDescription(), e);
        }
    }

    private static <E extends Enum<E>> E choice(String text, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Setting::word)
                                .collect(Collectors.joining(", "))));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be a path of the file system: " + e.getReason(), e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
