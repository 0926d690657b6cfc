package org.ewsphone.registry.redis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a script has answered, or a part of that. */
record Reply(@Nullable Object value) {

    /** Whether there is nothing. */
    boolean isNothing() {
        return value == null;
    }

    /** A number. */
    long number() {
        if (value instanceof Long number) {
            return number;
        }
        throw unexpected();
    }

    /** A text. */
    String text() {
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        throw unexpected();
    }

    /** A time. */
    Instant time() {
        return Instant.EPOCH.plus(Long.parseLong(text()), ChronoUnit.MICROS);
    }

    /** Several. */
    List<Reply> all() {
        if (value instanceof List<?> values) {
            return values.stream().map(Reply::new).toList();
        }
        throw unexpected();
    }

    private IllegalStateException unexpected() {
        return new IllegalStateException("The call registry answered something else than it was asked for");
    }
}
