package org.ewsphone.api;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ewsphone.call.Caller;
import org.ewsphone.call.PhoneCallId;

/**
 * What somebody asks of the API.
 *
 * @param http the request
 * @param places what stands in the places of its path, in their order
 */
record Question(HttpServletRequest http, List<String> places) {

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
    private static final int MOST_BYTES = 65_536;

    /** Who asks. */
    Caller caller() {
        return (Caller) Objects.requireNonNull(http.getUserPrincipal(), "No request comes here without an identity");
    }

    String place(int index) {
        return places.get(index);
    }

    /** The id of a call in the path; throws {@link Problem} when no call can have it. */
    PhoneCallId callId(int index) {
        return PhoneCallId.parse(place(index))
                .orElseThrow(() -> Problem.notFound("No call can have this id. List the calls."));
    }

    /** A parameter of the query, unless it is not there or empty. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(http.getParameter(name)).filter(value -> !value.isEmpty());
    }

    /** A whole number in the query. */
    long number(String name, long otherwise, long min, long max) {
        return parameter(name).map(text -> number(name, text, min, max)).orElse(otherwise);
    }

    private static long number(String name, String text, long min, long max) {
        if (text.matches("[0-9]{1,18}")) {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw Problem.badRequest("The parameter " + name + " must be a whole number from " + min + " to " + max + ".");
    }

    /** The body, which must be a JSON object. */
    JsonObject body() throws IOException {
        byte[] bytes = http.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw Problem.tooLarge(MOST_BYTES);
        }
        try (JsonReader reader = READERS.createReader(new ByteArrayInputStream(bytes))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw Problem.badRequest("The body must be a JSON object.");
        }
    }

    /** A text in an object; throws {@link Problem} when it is not there. */
    static String text(JsonObject object, String key) {
        JsonValue value = object.get(key);
        if (value instanceof JsonString text && !text.getString().isBlank()) {
            return text.getString();
        }
        throw Problem.badRequest("The body must have the key \"" + key + "\" with a text that is not blank.");
    }
}
