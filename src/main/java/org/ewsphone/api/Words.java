package org.ewsphone.api;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ewsphone.call.ConnectionFailureCause;
import org.ewsphone.call.OperationRecord;
import org.ewsphone.call.Origin;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.SipStatus;

/** How things are called in JSON. */
final class Words {

    static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private Words() {}

    /** A call, as it stands in a list. */
    static JsonObjectBuilder call(PhoneCall call) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("id", call.id().value())
                .add("node", call.node().value())
                .add("mailbox", call.mailbox())
                .add("number", call.destination().address())
                .add("message", call.message().value())
                .add("state", of(call.state()))
                .add("over", call.isOver())
                .add("hangingUp", call.claim().isPresent())
                .add("placedAt", time(call.placedAt()));
        call.answeredAt().ifPresent(at -> json.add("answeredAt", time(at)));
        call.endedAt().ifPresent(at -> json.add("endedAt", time(at)));
        if (call.cause() != ConnectionFailureCause.NONE) {
            json.add("cause", of(call.cause()));
        }
        call.sipStatus().ifPresent(status -> json.add("sip", sip(status)));
        return json;
    }

    private static JsonObjectBuilder sip(SipStatus status) {
        return JSON.createObjectBuilder().add("code", status.code()).add("text", status.text());
    }

    /** A step of a call. */
    static JsonObjectBuilder step(Step step) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("kind", step.kind().word())
                .add("state", of(step.state()))
                .add("at", time(step.at()))
                .add("by", origin(step.origin()));
        step.sipStatus().ifPresent(status -> json.add("sip", sip(status)));
        return json;
    }

    private static JsonObjectBuilder origin(Origin origin) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("kind", of(origin.kind()));
        return origin.name().isEmpty() ? json : json.add("name", origin.name());
    }

    /** A request, as it stands in a list. */
    static JsonObjectBuilder entry(JournalEntry entry) {
        OperationRecord operation = entry.operation();
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("number", entry.number())
                .add("at", time(operation.at()))
                .add("request", operation.requestId())
                .add("caller", operation.caller())
                .add("mailbox", operation.mailbox())
                .add("address", operation.address())
                .add("code", operation.code())
                .add("status", operation.status())
                .add("ms", operation.duration().toMillis());
        operation.operation().ifPresent(name -> json.add("operation", name));
        operation.callId().ifPresent(id -> json.add("call", id));
        operation.number().ifPresent(dialled -> json.add("dialled", dialled.value()));
        return json;
    }

    /** With milliseconds, in UTC. */
    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** A state as EWS writes it. */
    static String of(PhoneCallState state) {
        return camel(state.name());
    }

    /** A cause as EWS writes it. */
    static String of(ConnectionFailureCause cause) {
        return camel(cause.name());
    }

    /** A constant in small letters with hyphens. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String camel(String name) {
        return Arrays.stream(name.split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
