package org.ewsphone.launcher;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.ewsphone.conform.Result;
import org.ewsphone.conform.Summary;
import org.ewsphone.conform.Verdict;

/**
 * The results of the suite for programs: one object.
 *
 * @param url the endpoint
 * @param portrait what the server says it is
 * @param summary what came of all checks
 * @param seconds how long they took
 */
record ConformanceJson(URI url, List<String> portrait, Summary summary, double seconds) {

    @Override
    public String toString() {
        JsonArrayBuilder checks = Json.createArrayBuilder();
        summary.results().forEach(result -> checks.add(object(result)));
        JsonObjectBuilder all = Json.createObjectBuilder()
                .add("url", url.toString())
                .add("server", Json.createArrayBuilder(portrait))
                .add("held", summary.held())
                .add("notHeld", summary.notHeld())
                .add("skipped", summary.skipped())
                .add("seconds", BigDecimal.valueOf(seconds).setScale(1, RoundingMode.HALF_UP))
                .add("checks", checks);
        var text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.writeObject(all.build());
        }
        return text.toString().strip();
    }

    private static JsonObjectBuilder object(Result result) {
        JsonObjectBuilder object = Json.createObjectBuilder()
                .add("section", result.check().section())
                .add("name", result.check().name());
        Verdict verdict = result.verdict();
        if (verdict instanceof Verdict.NotHeld notHeld) {
            return object.add("verdict", "not held")
                    .add("expected", notHeld.expected())
                    .add("seen", notHeld.seen());
        }
        if (verdict instanceof Verdict.Skipped skipped) {
            return object.add("verdict", "skipped").add("reason", skipped.reason());
        }
        return object.add("verdict", "held").add("seen", ((Verdict.Held) verdict).seen());
    }
}
