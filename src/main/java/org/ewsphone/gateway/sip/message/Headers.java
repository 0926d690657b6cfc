package org.ewsphone.gateway.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The header fields of a message in their order. Names are compared without regard to case, and a compact form counts as
 * the name it stands for (RFC 3261, 7.3).
 */
public final class Headers {

    /** No fields at all. */
    public static final Headers NONE = new Headers(List.of());

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]{1,64}");

    private static final int MOST = 256;

    private static final Map<String, String> COMPACT = Map.ofEntries(
            Map.entry("v", "via"),
            Map.entry("f", "from"),
            Map.entry("t", "to"),
            Map.entry("i", "call-id"),
            Map.entry("m", "contact"),
            Map.entry("l", "content-length"),
            Map.entry("c", "content-type"),
            Map.entry("e", "content-encoding"),
            Map.entry("k", "supported"),
            Map.entry("s", "subject"),
            Map.entry("x", "session-expires"),
            Map.entry("r", "refer-to"));

    private final List<Field> fields;

    private Headers(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** The fields in these lines; throws {@link IllegalArgumentException} when one is none, or they are too many. */
    static Headers parse(List<String> lines) {
        if (lines.size() > MOST) {
            throw new IllegalArgumentException("A message has at most " + MOST + " header fields");
        }
        return new Headers(lines.stream().map(Field::parse).toList());
    }

    /** With one field behind those that are there. Throws {@link IllegalArgumentException} when it is no field. */
    public Headers with(String name, String value) {
        return joined(fields.stream(), Stream.of(new Field(name, value)));
    }

    /** With one field in front of all others. */
    public Headers withFirst(String name, String value) {
        return joined(Stream.of(new Field(name, value)), fields.stream());
    }

    /** With the first field of this name changed to another value. */
    public Headers withFirstChanged(String name, String value) {
        List<Field> changed = new ArrayList<>(fields);
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).is(name)) {
                changed.set(i, new Field(name, value));
                break;
            }
        }
        return new Headers(changed);
    }

    /** Without the fields of this name. */
    public Headers without(String name) {
        return new Headers(
                fields.stream().filter(Predicate.not(field -> field.is(name))).toList());
    }

    /** Only the fields of this name. */
    public Headers only(String name) {
        return new Headers(fields.stream().filter(field -> field.is(name)).toList());
    }

    /** These fields, and then those of another. */
    public Headers and(Headers more) {
        return joined(fields.stream(), more.fields.stream());
    }

    /** The value of the first field of this name. */
    public Optional<String> first(String name) {
        return all(name).findFirst();
    }

    /** The value of each field of this name, as it stands. */
    public Stream<String> all(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value);
    }

    /** What the fields of this name list, one by one: a comma and another field are the same (RFC 3261, 7.3.1). */
    public Stream<String> listed(String name) {
        return all(name).flatMap(value -> Text.split(value, ',').stream());
    }

    void writeTo(StringBuilder text) {
        fields.forEach(field ->
                text.append(field.name()).append(": ").append(field.value()).append("\r\n"));
    }

    private static Headers joined(Stream<Field> some, Stream<Field> others) {
        return new Headers(Stream.concat(some, others).toList());
    }

    /**
     * One field.
     *
     * @param name as it was written
     * @param value without line breaks
     */
    private record Field(String name, String value) {

        Field {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("A header field has a name");
            }
            if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("The value of a header field is one line");
            }
        }

        static Field parse(String line) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("A header field has a colon");
            }
            return new Field(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }

        boolean is(String other) {
            return canonical(name).equals(canonical(other));
        }

        private static String canonical(String name) {
            String small = name.toLowerCase(Locale.ROOT);
            return COMPACT.getOrDefault(small, small);
        }
    }
}
