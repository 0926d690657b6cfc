package org.ewsphone.gateway.simulated;

import jakarta.json.stream.JsonParser.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ewsphone.call.CallException;
import org.ewsphone.call.Destination;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.PhoneCallState;

/** Reads a script in one pass; whatever is wrong with it is told with its line and column. */
final class ScriptReader {

    private static final Set<String> SUBSCRIBER_KEYS = Does.allKeys();
    private static final Set<String> UNNUMBERED_KEYS =
            SUBSCRIBER_KEYS.stream().filter(key -> !key.equals("number")).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> MESSAGE_KEYS = Set.of("mailbox", "id");
    private static final Set<String> CALL_KEYS =
            Set.of("id", "mailbox", "state", "destination", "message", "listens", "hangUp");

    private final ScriptText text;
    private final Map<String, Subscriber> subscribers = new LinkedHashMap<>();
    private final Set<Script.Message> messages = new HashSet<>();
    private final List<PresetCall> calls = new ArrayList<>();
    private final Set<PhoneCallId> callIds = new HashSet<>();

    private ScriptReader(ScriptText text) {
        this.text = text;
    }

    /** The script in this text; throws {@link ScriptException}, which calls the text by this name. */
    static Script read(String name, String json) {
        try (var text = new ScriptText(name, json)) {
            return new ScriptReader(text).script();
        }
    }

    /** One subscriber of whatever number, as an object of a script; throws {@link ScriptException}. */
    static Subscriber subscriber(String name, String json) {
        try (var text = new ScriptText(name, json)) {
            Fields fields = Fields.read(text, text.next(), UNNUMBERED_KEYS);
            text.end();
            Does does = fields.read("does", fields.text("does"), Does::of);
            return new Subscriber(does.behaviour(fields), hangingUp(fields), fields.source());
        }
    }

    private Script script() {
        Token start = text.next();
        if (!start.is(Event.START_OBJECT)) {
            throw text.complaint(start.offset(), "a script is an object: {\"subscribers\": […], …}");
        }
        Set<String> seen = new HashSet<>();
        for (Token key = text.next(); !key.is(Event.END_OBJECT); key = text.next()) {
            if (!seen.add(key.text())) {
                throw text.complaint(key.offset(), "the key \"" + key.text() + "\" is here twice; expected one");
            }
            part(key);
        }
        text.end();
        return new Script(new Directory(subscribers), messages, calls);
    }

    private void part(Token key) {
        switch (key.text()) {
            case "$schema" -> schema();
            case "subscribers" -> each(key, start -> subscriber(Fields.read(text, start, SUBSCRIBER_KEYS)));
            case "messages" -> each(key, start -> message(Fields.read(text, start, MESSAGE_KEYS)));
            case "calls" -> each(key, start -> call(Fields.read(text, start, CALL_KEYS)));
            default ->
                throw text.complaint(
                        key.offset(),
                        "unknown key \"" + key.text() + "\"; expected one of subscribers, messages, calls");
        }
    }

    /** Editors look at it, we do not. */
    private void schema() {
        Token address = text.next();
        if (!address.is(Event.VALUE_STRING)) {
            throw text.complaint(address.offset(), "\"$schema\" must be a text");
        }
    }

    private void each(Token key, Consumer<Token> element) {
        Token start = text.next();
        if (!start.is(Event.START_ARRAY)) {
            throw text.complaint(start.offset(), "\"" + key.text() + "\" must be an array: [{…}, {…}]");
        }
        for (Token token = text.next(); !token.is(Event.END_ARRAY); token = text.next()) {
            element.accept(token);
        }
    }

    private void subscriber(Fields fields) {
        String number = fields.text("number");
        Does does = fields.read("does", fields.text("does"), Does::of);
        var subscriber = new Subscriber(does.behaviour(fields), hangingUp(fields), fields.source());
        if (subscribers.put(number, subscriber) != null) {
            throw fields.complaint("number", "is given to a second subscriber; expected one subscriber per number");
        }
    }

    private void message(Fields fields) {
        var message = new Script.Message(fields.text("mailbox"), itemId(fields, "id", fields.text("id")));
        if (!messages.add(message)) {
            throw fields.complaint("id", "is in this mailbox twice; expected one message per id");
        }
    }

    private void call(Fields fields) {
        PhoneCallId id = PhoneCallId.parse(fields.text("id"))
                .orElseThrow(() -> fields.complaint("id", "must be 1 to 256 visible ASCII characters"));
        PhoneCallState state = fields.read("state", fields.text("state", "Connected"), ScriptReader::state);
        var subscriber = new Subscriber(new Behaviour.Stays(listens(fields)), hangingUp(fields), fields.source());
        if (!callIds.add(id)) {
            throw fields.complaint("id", "is given to a second call; expected one call per id");
        }
        calls.add(new PresetCall(
                id,
                mailbox(fields),
                state,
                new Destination(fields.text("destination", "5550100")),
                itemId(fields, "message", fields.text("message", "AAMkDemo1")),
                subscriber));
    }

    private static Optional<Duration> listens(Fields fields) {
        if (!fields.has("listens")) {
            return Optional.empty();
        }
        Duration listens = fields.seconds("listens", 0);
        if (listens.isZero()) {
            throw fields.complaint("listens", "must be a number of seconds above zero, for the call is up");
        }
        return Optional.of(listens);
    }

    private static String mailbox(Fields fields) {
        String mailbox = fields.text("mailbox");
        if (mailbox.equals(Script.EVERY_MAILBOX)) {
            throw fields.complaint("mailbox", "must be one mailbox, for a call belongs to one");
        }
        return mailbox;
    }

    private static HangingUp hangingUp(Fields fields) {
        return fields.read(
                "hangUp",
                fields.text("hangUp", HangingUp.WORKS.word()),
                word -> Words.find(HangingUp.values(), HangingUp::word, word));
    }

    private static ItemId itemId(Fields fields, String key, String value) {
        try {
            return new ItemId(value);
        } catch (CallException e) {
            throw fields.complaint(key, "must be 1 to 1024 characters among A-Z a-z 0-9 + / = - _");
        }
    }

    private static PhoneCallState state(String word) {
        return Words.find(PhoneCallState.values(), ScriptReader::word, word);
    }

    /** A state as EWS writes it. */
    static String word(PhoneCallState state) {
        return state.name().charAt(0) + state.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
