package org.ewsphone.gateway.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema, the reader and the documentation speak of the same scripts. */
class ScriptSchemaTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\n(.*?)```");

    private final String text = resource("script.schema.json");
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text);

    @Test
    void the_schema_is_a_schema() {
        Schema schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

        assertEquals(List.of(), schemas.validate(text, InputFormat.JSON));
    }

    @Test
    void the_town_is_a_script() {
        assertEquals(List.of(), schema.validate(resource("town.json"), InputFormat.JSON));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_examples_of_the_documentation_are_scripts(String example) {
        assertEquals(List.of(), schema.validate(example, InputFormat.JSON));
        Script.parse(example);
    }

    static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(Path.of("src/docs/simulator.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void the_schema_has_the_words_of_the_reader_and_no_others() {
        Set<String> words =
                subscriber().getJsonObject("properties").getJsonObject("does").getJsonArray("oneOf").stream()
                        .map(word -> word.asJsonObject().getString("const"))
                        .collect(Collectors.toSet());

        assertEquals(Arrays.stream(Does.values()).map(Does::word).collect(Collectors.toSet()), words);
    }

    @Test
    void the_schema_has_the_keys_of_the_reader_and_no_others() {
        assertEquals(Does.allKeys(), subscriber().getJsonObject("properties").keySet());
    }

    @ParameterizedTest
    @MethodSource("subscribers")
    void the_schema_and_the_reader_agree_on_which_keys_go_with_which_word(String subscriber) {
        assertAgreement("{\"subscribers\": [" + subscriber + "]}");
    }

    static Stream<String> subscribers() {
        return Arrays.stream(Does.values())
                .flatMap(does -> Stream.concat(Stream.of("number"), Does.allKeys().stream())
                        .map(key -> subscriber(does, key)));
    }

    private static String subscriber(Does does, String key) {
        var subscriber = Json.createObjectBuilder().add("number", "7").add("does", does.word());
        if (does == Does.REJECTS) {
            subscriber.add("status", 486);
        }
        return switch (key) {
            case "number", "does" -> subscriber.build().toString();
            case "hangUp" -> subscriber.add(key, "gateway-down").build().toString();
            case "reason" -> subscriber.add(key, "At lunch").build().toString();
            case "progress" -> subscriber.add(key, 183).build().toString();
            case "status" -> subscriber.add(key, 404).build().toString();
            default -> subscriber.add(key, 7).build().toString();
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{'subscribers': {}}",
                "{'subscriber': []}",
                "{'$schema': 7}",
                "{'$schema': 'x'}",
                "{'subscribers': [{'number': '7'}]}",
                "{'subscribers': [{'does': 'busy'}]}",
                "{'subscribers': [{'number': 7, 'does': 'busy'}]}",
                "{'subscribers': [{'number': ' ', 'does': 'busy'}]}",
                "{'subscribers': [{'number': '7', 'does': 'rejects'}]}",
                "{'subscribers': [{'number': '7', 'does': 'rejects', 'status': 299}]}",
                "{'subscribers': [{'number': '7', 'does': 'rejects', 'status': 699}]}",
                "{'subscribers': [{'number': '7', 'does': 'rejects', 'status': 486.0}]}",
                "{'subscribers': [{'number': '7', 'does': 'rejects', 'status': 486.5}]}",
                "{'subscribers': [{'number': '7', 'does': 'rejects', 'status': 486, 'q850': 128}]}",
                "{'subscribers': [{'number': '7', 'does': 'rejects', 'status': 486, 'reason': ''}]}",
                "{'subscribers': [{'number': '7', 'does': 'busy', 'after': -0.1}]}",
                "{'subscribers': [{'number': '7', 'does': 'busy', 'after': 31536000.5}]}",
                "{'subscribers': [{'number': '7', 'does': 'busy', 'hangUp': 'never'}]}",
                "{'subscribers': [{'number': '7', 'does': 'no-answer', 'progress': 100}]}",
                "{'messages': [{'mailbox': 'demo', 'id': 'a b'}]}",
                "{'messages': [{'mailbox': '*', 'id': 'ab'}]}",
                "{'calls': [{'mailbox': '*', 'id': 'ab'}]}",
                "{'calls': [{'mailbox': 'demo', 'id': 'a b'}]}",
                "{'calls': [{'mailbox': 'demo', 'id': 'ab', 'state': 'connected'}]}",
                "{'calls': [{'mailbox': 'demo', 'id': 'ab', 'listens': 0}]}",
                "{'calls': [{'mailbox': 'demo', 'id': 'ab', 'listens': 0.5, 'hangUp': 'slow-gateway'}]}",
                "{'calls': [{'mailbox': 'demo', 'id': 'ab', 'message': 'x', 'destination': 'sip:a@b'}]}",
                "{'calls': [{'mailbox': 'demo', 'id': 'ab', 'state': 'Transferring'}]}",
            })
    void the_schema_and_the_reader_agree_on_what_a_script_is(String script) {
        assertAgreement(script.replace('\'', '"'));
    }

    @Test
    void there_are_examples() throws IOException {
        assertFalse(examples().isEmpty());
    }

    private void assertAgreement(String script) {
        assertEquals(isRead(script), schema.validate(script, InputFormat.JSON).isEmpty(), script);
    }

    private static boolean isRead(String script) {
        try {
            Script.parse(script);
            return true;
        } catch (IllegalArgumentException e) {
            assertTrue(String.valueOf(e.getMessage()).contains(", line 1, column "));
            return false;
        }
    }

    private JsonObject subscriber() {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject().getJsonObject("$defs").getJsonObject("subscriber");
        }
    }

    private static String resource(String name) {
        try (InputStream resource = Script.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
