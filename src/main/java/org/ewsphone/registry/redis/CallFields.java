package org.ewsphone.registry.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.ewsphone.call.ConnectionFailureCause;
import org.ewsphone.call.Destination;
import org.ewsphone.call.HangUpClaim;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.SipStatus;
import org.ewsphone.registry.shared.StoredCall;

/**
 * A call as a hash of Redis. Later versions only add fields, and leave alone those that they do not know: the version before
 * runs on beside a newer one while the nodes are restarted one by one.
 */
final class CallFields {

    private final Map<String, String> fields;

    private CallFields(Map<String, String> fields) {
        this.fields = fields;
    }

    /** The call in the answer of a script, which was read at this time. */
    static StoredCall read(Reply reply, Instant now) {
        List<Reply> parts = reply.all();
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < parts.size(); i += 2) {
            fields.put(parts.get(i).text(), parts.get(i + 1).text());
        }
        var read = new CallFields(fields);
        return new StoredCall(read.call(), Long.parseLong(read.text("version")), now);
    }

    private PhoneCall call() {
        return new PhoneCall(
                new PhoneCallId(text("id")),
                new NodeName(text("node")),
                text("mailbox"),
                new Destination(text("destination")),
                new ItemId(text("message")),
                PhoneCallState.valueOf(text("state")),
                Boolean.parseBoolean(text("rang")),
                ConnectionFailureCause.valueOf(text("cause")),
                optional("sip_code").map(code -> new SipStatus(Integer.parseInt(code), text("sip_text"))),
                optional("dialog"),
                Boolean.parseBoolean(text("end_wanted")),
                optional("claim_token")
                        .map(token -> new HangUpClaim(UUID.fromString(token), Instant.parse(text("claim_until")))),
                Instant.parse(text("placed_at")),
                optional("answered_at").map(Instant::parse),
                optional("ended_at").map(Instant::parse));
    }

    private Optional<String> optional(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private String text(String name) {
        return optional(name).orElseThrow(() -> new IllegalStateException("A call is kept without its " + name));
    }

    /** What {@code write} in {@code common.lua} wants of a call that is kept for so long after its end. */
    static List<String> written(PhoneCall call, Duration retention) {
        Map<String, String> present = new HashMap<>();
        List<String> absent = new ArrayList<>();
        of(call).forEach((name, value) ->
                value.ifPresentOrElse(text -> present.put(name, text), () -> absent.add(name)));
        List<String> arguments = new ArrayList<>();
        arguments.add(call.node().value());
        arguments.add(call.isOver() ? "1" : "0");
        arguments.add(due(call));
        arguments.add(micros(retention));
        arguments.add(Integer.toString(present.size()));
        present.forEach((name, value) -> {
            arguments.add(name);
            arguments.add(value);
        });
        arguments.addAll(absent);
        return arguments;
    }

    private static Map<String, Optional<String>> of(PhoneCall call) {
        return Map.ofEntries(
                given("id", call.id().value()),
                given("node", call.node().value()),
                given("mailbox", call.mailbox()),
                given("destination", call.destination().address()),
                given("message", call.message().value()),
                given("state", call.state().name()),
                given("rang", Boolean.toString(call.rang())),
                given("cause", call.cause().name()),
                Map.entry("sip_code", call.sipStatus().map(status -> Integer.toString(status.code()))),
                Map.entry("sip_text", call.sipStatus().map(SipStatus::text)),
                Map.entry("dialog", call.dialog()),
                given("end_wanted", Boolean.toString(call.endWanted())),
                Map.entry("claim_token", call.claim().map(claim -> claim.token().toString())),
                Map.entry("claim_until", call.claim().map(claim -> claim.until().toString())),
                given("placed_at", call.placedAt().toString()),
                Map.entry("answered_at", call.answeredAt().map(Instant::toString)),
                Map.entry("ended_at", call.endedAt().map(Instant::toString)));
    }

    private static Map.Entry<String, Optional<String>> given(String name, String value) {
        return Map.entry(name, Optional.of(value));
    }

    /** Since when somebody ought to look after its end: from the end of a claim on, or at once; empty when nobody need. */
    private static String due(PhoneCall call) {
        return call.claim()
                .map(claim -> Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, claim.until())))
                .orElse(call.endWanted() ? "0" : "");
    }

    /** A time as the scripts have it. */
    static String micros(Duration duration) {
        return Long.toString(TimeUnit.MICROSECONDS.convert(duration));
    }
}
