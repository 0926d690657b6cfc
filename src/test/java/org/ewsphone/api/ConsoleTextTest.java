package org.ewsphone.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewsphone.call.ConnectionFailureCause;
import org.ewsphone.call.GatewayHealth;
import org.ewsphone.call.Origin;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.spi.Town.Happening;
import org.junit.jupiter.api.Test;

/** The console says everything in each of its languages. */
final class ConsoleTextTest {

    private static final Path CONSOLE = Path.of("src/main/webapp/console");
    private static final Pattern USED = Pattern.compile("\\bt\\(\"([^\"]+)\"");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+\\}");

    private final Map<String, String> english = texts("en");
    private final Map<String, String> spanish = texts("es");

    @Test
    void both_languages_have_every_key() {
        assertEquals(english.keySet(), spanish.keySet());
    }

    @Test
    void a_text_has_the_same_places_in_both_languages() {
        english.forEach((key, text) -> assertEquals(places(text), places(spanish.getOrDefault(key, "")), key));
    }

    @Test
    void no_text_is_missing_in_the_console() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CONSOLE)) {
            files.filter(file -> file.toString().endsWith(".js"))
                    .map(ConsoleTextTest::content)
                    .forEach(script -> USED.matcher(script).results().forEach(match -> used.add(match.group(1))));
        }

        assertTrue(used.size() > 50, used::toString);
        used.removeAll(english.keySet());
        assertEquals(Set.of(), used);
    }

    @Test
    void what_the_server_says_can_be_said_in_both_languages() {
        Map<String, String> findings = new TreeMap<>(english);
        findings.keySet().removeIf(key -> !key.startsWith("finding."));
        Map<String, String> ofTheServer = new TreeMap<>();
        for (Finding.Kind kind : Finding.Kind.values()) {
            ofTheServer.put("finding." + Words.of(kind), new Finding(kind, Map.of()).text());
        }
        assertEquals(ofTheServer, findings);
        Stream.of(
                        Arrays.stream(PhoneCallState.values()).map(state -> "state." + Words.of(state)),
                        Arrays.stream(ConnectionFailureCause.values())
                                .filter(cause -> cause != ConnectionFailureCause.NONE)
                                .map(cause -> "cause." + Words.of(cause)),
                        Arrays.stream(Origin.Kind.values()).map(kind -> "by." + Words.of(kind)),
                        Arrays.stream(Happening.values()).map(happening -> "happens." + Words.of(happening)),
                        Arrays.stream(GatewayHealth.Service.values()).map(service -> "gateway." + Words.of(service)),
                        Stream.of("serving", "registry", "gateway", "certificate")
                                .map(check -> "check." + check))
                .flatMap(keys -> keys)
                .forEach(key -> assertTrue(spanish.containsKey(key), key));
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Map<String, String> texts(String language) {
        try (JsonReader reader =
                Json.createReader(Files.newBufferedReader(CONSOLE.resolve("lang/" + language + ".json")))) {
            Map<String, String> texts = new TreeMap<>();
            reader.readObject().forEach((key, text) -> texts.put(key, ((JsonString) text).getString()));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
