package org.ewsphone.gateway.simulated;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The words of a script and what they stand for. */
final class Words {

    private Words() {}

    /** What the word stands for; throws {@link IllegalArgumentException}: "must be one of …". */
    static <T> T find(T[] all, Function<T, String> wordOf, String word) {
        return Arrays.stream(all)
                .filter(one -> wordOf.apply(one).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be one of " + Arrays.stream(all).map(wordOf).collect(Collectors.joining(", "))));
    }
}
