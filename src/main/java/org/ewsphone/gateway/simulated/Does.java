package org.ewsphone.gateway.simulated;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.SipStatus;

/** The words for what a subscriber does, the keys that go with each, and what they mean. */
enum Does {
    ANSWERS("answers", "after progress listens transfers"),
    ANSWERS_LATE("answers-late", "after progress listens transfers"),
    HANGS_UP("hangs-up", "after progress listens transfers"),
    ANSWERS_WHILE_CANCELLED("answers-while-cancelled", "progress"),
    NO_ANSWER("no-answer", "progress"),
    BUSY("busy", "after"),
    UNAVAILABLE("unavailable", "after"),
    DECLINES("declines", "after"),
    OVERLOADED("overloaded", "after"),
    REJECTS("rejects", "after progress rings status reason q850"),
    GATEWAY_DOWN("gateway-down", ""),
    GATEWAY_REFUSES("gateway-refuses", ""),
    NO_GATEWAY("no-gateway", ""),
    SLOW_GATEWAY("slow-gateway", "after listens");

    private final String word;
    private final String keys;

    Does(String word, String keys) {
        this.word = word;
        this.keys = keys;
    }

    /** The word in a script. */
    String word() {
        return word;
    }

    /** The keys that may stand with this word, those of every subscriber among them. */
    Set<String> keys() {
        return Pattern.compile(" ").splitAsStream("number does hangUp " + keys).collect(Collectors.toSet());
    }

    /** The keys that may stand with any word. */
    static Set<String> allKeys() {
        return Arrays.stream(values()).flatMap(does -> does.keys().stream()).collect(Collectors.toSet());
    }

    /** The constant for a word; throws {@link IllegalArgumentException}: "must be one of …". */
    static Does of(String word) {
        return Words.find(values(), Does::word, word);
    }

    /** What a subscriber of this kind does in particular. */
    Behaviour behaviour(Fields fields) {
        fields.allowOnly(keys(), "for a subscriber that does \"" + word + "\"");
        return switch (this) {
            case ANSWERS -> answers(fields, 1, 60);
            case ANSWERS_LATE -> answers(fields, 10, 60);
            case HANGS_UP -> answers(fields, 1, 3);
            case ANSWERS_WHILE_CANCELLED -> new Behaviour.AnswersWhileCancelled(progress(fields));
            case NO_ANSWER -> new Behaviour.Rings(progress(fields));
            case BUSY -> refuses(fields, 486);
            case UNAVAILABLE -> refuses(fields, 480);
            case DECLINES -> refuses(fields, 603);
            case OVERLOADED -> refuses(fields, 503);
            case REJECTS -> rejects(fields);
            case GATEWAY_DOWN -> new Behaviour.GatewayFails(CallFailure.GATEWAY_UNREACHABLE);
            case GATEWAY_REFUSES -> new Behaviour.GatewayFails(CallFailure.GATEWAY_REFUSED);
            case NO_GATEWAY -> new Behaviour.GatewayFails(CallFailure.NO_GATEWAY);
            case SLOW_GATEWAY -> slowGateway(fields);
        };
    }

    private static Behaviour answers(Fields fields, double after, double listens) {
        return new Behaviour.Answers(
                progress(fields),
                fields.seconds("after", after),
                fields.seconds("listens", listens),
                fields.has("transfers") ? Optional.of(fields.seconds("transfers", 0)) : Optional.empty());
    }

    private static Behaviour refuses(Fields fields, int status) {
        return new Behaviour.Refuses(
                fields.seconds("after", 0), Optional.empty(), Duration.ZERO, SipStatus.of(status), OptionalInt.empty());
    }

    /** Whoever rings before refusing says so by a time or by the status that tells it. */
    private static Behaviour rejects(Fields fields) {
        boolean rings = fields.has("rings") || fields.has("progress");
        var status = SipStatus.of(fields.number("status", 300, 699));
        return new Behaviour.Refuses(
                fields.seconds("after", 0),
                rings ? Optional.of(progress(fields)) : Optional.empty(),
                fields.seconds("rings", 0),
                new SipStatus(status.code(), fields.text("reason", status.text())),
                fields.has("q850") ? OptionalInt.of(fields.number("q850", 1, 127)) : OptionalInt.empty());
    }

    private static Behaviour slowGateway(Fields fields) {
        var then = new Behaviour.Answers(
                SipStatus.of(180), Duration.ofSeconds(1), fields.seconds("listens", 60), Optional.empty());
        return new Behaviour.SlowGateway(fields.seconds("after", 30), then);
    }

    private static SipStatus progress(Fields fields) {
        return SipStatus.of(fields.has("progress") ? fields.number("progress", 101, 199) : 180);
    }
}
