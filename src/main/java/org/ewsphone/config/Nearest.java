package org.ewsphone.config;

import java.util.Collection;
import java.util.Comparator;

/** The known word that was probably meant. */
final class Nearest {

    private Nearest() {}

    /** The word of the fewest edits (Levenshtein); there must be at least one word. */
    static String to(String typed, Collection<String> words) {
        return words.stream()
                .min(Comparator.<String>comparingInt(word -> edits(typed, word))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static int edits(String from, String to) {
        int[] costs = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            costs[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(replaced, 1 + Math.min(costs[j], costs[j - 1]));
            }
        }
        return costs[to.length()];
    }
}
