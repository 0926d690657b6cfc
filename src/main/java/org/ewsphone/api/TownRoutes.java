package org.ewsphone.api;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewsphone.call.CallControl;
import org.ewsphone.call.Destination;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.spi.Town;
import org.ewsphone.spi.Town.Happening;
import org.ewsphone.spi.Town.Inhabitant;

/** The simulated town: who does what, and what shall happen. */
final class TownRoutes {

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
    private static final int LONGEST = 256;

    private final Optional<Town> town;
    private final CallControl calls;
    private final Runnable changed;
    private final Runnable forget;

    /**
     * The routes of this town, if there is one.
     *
     * @param changed is run when it is not what it was
     * @param forget is run when it begins anew
     */
    TownRoutes(Optional<Town> town, CallControl calls, Runnable changed, Runnable forget) {
        this.town = town;
        this.calls = calls;
        this.changed = changed;
        this.forget = forget;
    }

    Stream<Route> routes() {
        return Stream.of(
                new Route("GET", "/town", "getTown", this::get),
                new Route("PUT", "/town/subscribers/{number}/next", "setNextBehaviours", this::setNext),
                new Route("POST", "/town/calls", "ring", this::ring),
                new Route("POST", "/town/calls/{call}/events", "happen", this::happen),
                new Route("POST", "/town/reset", "resetTown", this::reset));
    }

    private Town town() {
        return town.orElseThrow(() ->
                Problem.notFound("The telephone network is no simulated one. Start a server with gateway=simulated."));
    }

    private Answer get(Question question) {
        JsonArrayBuilder inhabitants = Words.JSON.createArrayBuilder();
        town().inhabitants().forEach(inhabitant -> inhabitants.add(json(inhabitant)));
        JsonArrayBuilder messages = Words.JSON.createArrayBuilder();
        town().messages()
                .forEach(message -> messages.add(Words.JSON
                        .createObjectBuilder()
                        .add("mailbox", message.mailbox())
                        .add("id", message.id().value())));
        return Answer.json(
                Words.JSON.createObjectBuilder().add("subscribers", inhabitants).add("messages", messages));
    }

    private static JsonObjectBuilder json(Inhabitant inhabitant) {
        JsonArrayBuilder next = Words.JSON.createArrayBuilder();
        inhabitant.next().forEach(behaviour -> next.add(behaviour(behaviour)));
        return Words.JSON
                .createObjectBuilder()
                .add("number", inhabitant.number())
                .add("usually", behaviour(inhabitant.script()))
                .add("next", next);
    }

    private static JsonObjectBuilder behaviour(String script) {
        try (JsonReader reader = READERS.createReader(new StringReader(script))) {
            return Words.JSON.createObjectBuilder(reader.readObject()).remove("number");
        }
    }

    private Answer setNext(Question question) throws IOException {
        String number = destination(question.place(0)).address();
        if (!(question.body().get("next") instanceof JsonArray next)) {
            throw Problem.badRequest(
                    "The body must have the key \"next\" with an array of what happens at the next calls:"
                            + " {\"next\": [{\"does\": \"busy\"}]}.");
        }
        tell(number, next.stream().map(JsonValue::toString).toList());
        return get(question);
    }

    private void tell(String number, List<String> behaviours) {
        try {
            town().next(number, behaviours);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(e.getMessage() + ".");
        }
        changed.run();
    }

    private Answer ring(Question question) throws IOException {
        JsonObject body = question.body();
        String mailbox = Question.text(body, "mailbox").toLowerCase(Locale.ROOT);
        Destination from = destination(Question.text(body, "number"));
        Town ringing = town();
        PhoneCall call = calls.take(observer -> ringing.ring(mailbox, from, observer));
        return Answer.created(Words.call(call));
    }

    private static Destination destination(String number) {
        if (number.isBlank() || number.length() > LONGEST) {
            throw Problem.badRequest("A number has 1 to " + LONGEST + " characters.");
        }
        return new Destination(number);
    }

    private Answer happen(Question question) throws IOException {
        Happening happening = happening(Question.text(question.body(), "event"));
        PhoneCall call = calls.information(question.caller(), question.callId(0));
        if (!town().happens(call.id(), happening)) {
            throw Problem.conflict("This cannot happen to a call that is " + Words.of(call.state()) + ".");
        }
        return Answer.json(Words.call(calls.information(question.caller(), call.id())));
    }

    private static Happening happening(String word) {
        return Arrays.stream(Happening.values())
                .filter(one -> Words.of(one).equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("The key \"event\" must be one of "
                        + Arrays.stream(Happening.values()).map(Words::of).collect(Collectors.joining(", ")) + "."));
    }

    private Answer reset(Question question) {
        town().reset();
        forget.run();
        return Answer.nothing();
    }
}
