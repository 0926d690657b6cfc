package org.ewsphone.ops.metrics;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a constant stands in a label. */
final class Words {

    private Words() {}

    /** In small letters, as {@code gateway_refused}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** As EWS writes it: {@code NoAnswer}. */
    static String ofEws(Enum<?> constant) {
        return Arrays.stream(constant.name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
