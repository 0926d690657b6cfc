package org.ewsphone.gateway.simulated;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The subscribers by number: one number, or a pattern in which * is any run of characters and ? is one. */
final class Directory {

    private final Map<String, Subscriber> numbers;
    private final Map<Pattern, Subscriber> patterns;

    /** The subscribers as they stand in the script. */
    Directory(Map<String, Subscriber> subscribers) {
        this.numbers = subscribers;
        this.patterns = new LinkedHashMap<>();
        subscribers.forEach((number, subscriber) -> {
            if (isPattern(number)) {
                patterns.put(pattern(number), subscriber);
            }
        });
    }

    /** Who has exactly this number, otherwise the first whose pattern it fits, otherwise nobody. */
    Optional<Subscriber> find(String address) {
        return Optional.ofNullable(numbers.get(address)).or(() -> byPattern(address));
    }

    /** All of them, by number or pattern, in the order of the script. */
    Map<String, Subscriber> subscribers() {
        return numbers;
    }

    private Optional<Subscriber> byPattern(String address) {
        return patterns.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(address).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean isPattern(String number) {
        return number.indexOf('*') >= 0 || number.indexOf('?') >= 0;
    }

    private static Pattern pattern(String number) {
        String regex = number.codePoints().mapToObj(Directory::regex).collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    private static String regex(int c) {
        return switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(c));
        };
    }
}
