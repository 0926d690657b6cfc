package org.ewsphone.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What clients saw, and whether it can be. A call is a small state machine, up and then over, which only a
 * DisconnectPhoneCall moves. So a history of it is linearizable if and only if nobody who asks after an answer that says
 * "over" is told "up", nobody is told "over" before anybody has asked for it, and nobody is told that there is no such call.
 */
final class History {

    private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
    private final Queue<Exchange> unanswered = new ConcurrentLinkedQueue<>();

    /** Remembers it, and returns it. */
    Exchange add(Exchange exchange) {
        exchanges.add(exchange);
        return exchange;
    }

    /** A client gave up, or was refused for good. */
    void unanswered(Exchange last) {
        unanswered.add(last);
    }

    /** The calls that somebody was told of. */
    List<String> acknowledged() {
        return successes(Operation.PLAY).map(Exchange::call).toList();
    }

    /** How many were told that their call is disconnected. */
    long disconnected() {
        return successes(Operation.DISCONNECT).count();
    }

    /** How many requests were refused for the moment, or not answered. */
    long repeated() {
        return exchanges.stream()
                .filter(exchange -> exchange.answer().isTransient())
                .count();
    }

    /** The longest time that a refusal for the moment took, in milliseconds; 0 when there was none. */
    long longestRefusal() {
        LongSummaryStatistics times = exchanges.stream()
                .filter(exchange -> exchange.answer().isTransient()
                        && !exchange.answer().code().equals(Answer.NONE)
                        && !exchange.answer().code().equals("ErrorTimeoutExpired"))
                .mapToLong(Exchange::nanos)
                .summaryStatistics();
        return Math.max(0, times.getMax() / 1_000_000);
    }

    /** Milliseconds of each DisconnectPhoneCall that succeeded, the fastest first. */
    List<Double> disconnectTimes() {
        return successes(Operation.DISCONNECT)
                .map(exchange -> exchange.nanos() / 1e6)
                .sorted()
                .toList();
    }

    private Stream<Exchange> successes(Operation operation) {
        return exchanges.stream()
                .filter(exchange ->
                        exchange.operation() == operation && exchange.answer().isSuccess());
    }

    /** The calls whose end somebody was waiting for within this time. */
    Set<String> inFlight(long from, long until) {
        return calls().entrySet().stream()
                .filter(call -> isWaitedFor(call.getValue(), from, until))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isWaitedFor(List<Exchange> seen, long from, long until) {
        return first(seen, exchange -> exchange.operation() == Operation.DISCONNECT, Exchange::invoked) < until
                && first(seen, Exchange::saysOver, Exchange::answered) > from;
    }

    /** The calls that a client was told of, and of which the last word of each node is not that they are over. */
    Set<String> lost(int nodes) {
        return calls().entrySet().stream()
                .filter(call -> IntStream.range(0, nodes).anyMatch(node -> !isOverAtLast(call.getValue(), node)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isOverAtLast(List<Exchange> seen, int node) {
        return seen.stream()
                .filter(exchange -> exchange.node() == node && exchange.operation() == Operation.INFORMATION)
                .max((a, b) -> Long.compare(a.invoked(), b.invoked()))
                .filter(Exchange::saysOver)
                .isPresent();
    }

    private Map<String, List<Exchange>> calls() {
        return exchanges.stream()
                .filter(exchange -> !exchange.call().isEmpty())
                .collect(Collectors.groupingBy(Exchange::call));
    }

    /** When the first of these was; never, when there is none. */
    private static long first(List<Exchange> seen, Predicate<Exchange> wanted, ToLongFunction<Exchange> time) {
        return seen.stream().filter(wanted).mapToLong(time).min().orElse(Long.MAX_VALUE);
    }

    /** What must not be, in words. */
    List<String> contradictions() {
        List<String> found = new ArrayList<>();
        unanswered.forEach(exchange -> found.add("Call " + exchange.call() + " has no answer: " + exchange));
        calls().forEach((call, seen) -> contradiction(seen)
                .forEach(what -> found.add("Call " + call + " " + what + "\n  "
                        + seen.stream()
                                .sorted((a, b) -> Long.compare(a.invoked(), b.invoked()))
                                .map(Exchange::toString)
                                .collect(Collectors.joining("\n  ")))));
        return found;
    }

    private static Stream<String> contradiction(List<Exchange> seen) {
        long firstToldOver = first(seen, Exchange::saysOver, Exchange::answered);
        long firstAsked = first(seen, exchange -> exchange.operation() == Operation.DISCONNECT, Exchange::invoked);
        Stream.Builder<String> wrong = Stream.builder();
        if (seen.stream().anyMatch(exchange -> exchange.saysUp() && exchange.invoked() > firstToldOver)) {
            wrong.add("was up again after it was over");
        }
        if (firstToldOver < firstAsked) {
            wrong.add("was over before anybody wanted that");
        }
        if (seen.stream().anyMatch(exchange -> exchange.answer().code().equals("ErrorInvalidPhoneCallId"))) {
            wrong.add("was unknown");
        }
        return wrong.build();
    }
}
