package org.ewsphone.launcher;

import static org.ewsphone.launcher.ServerOnLoopback.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewsphone.app.Application;
import org.ewsphone.app.Envelopes;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.config.Settings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.xmlunit.builder.DiffBuilder;

/**
 * Every fenced block of the README and the documents that is no command (those are run by {@link DocumentedCommandsIT}) is
 * held against what it shows. What a block is, its language says, or {@code <!-- test: KIND -->} above it.
 */
final class DocumentedSnippetsTest {

    private static final String PLAY = Envelopes.named("play/documented").request();
    private static final Path ASTERISK = Path.of("src/docs/asterisk.md");
    private static final Path REAL_ASTERISK = Path.of("src/test/java/org/ewsphone/gateway/ari/RealAsteriskIT.java");
    private static final Pattern PROPERTY_WITH_DEFAULT =
            Pattern.compile("System\\.getProperty\\(\\s*\"(ari\\.[a-z]+)\",\\s*\"([^\"]+)\"\\)");
    private static final Pattern EXTENSION = Pattern.compile("(?m)^exten => ([0-9]+),");
    private static final Pattern PARTICIPANT =
            Pattern.compile("(?m)^ +participant (\\w+) as (\\w+)(?: \\((\\w+)\\))?$");
    private static final Pattern ARROW = Pattern.compile("(\\w+)-{1,2}[>)]{1,2}(\\w+): (.+)");

    /** What is written where a secret was: a block has it in place of the rest of a hash. */
    private static final String ELLIPSIS = "…";

    /** The options of Asterisk that the documents use, by the type of their section. */
    private static final Map<String, Set<String>> OF_ASTERISK = Map.of(
            "general", Set.of("enabled", "bindaddr", "bindport"),
            "user", Set.of("read_only", "password"),
            "transport", Set.of("protocol", "bind"),
            "endpoint", Set.of("transport", "context", "disallow", "allow", "auth", "aors"),
            "auth", Set.of("auth_type", "username", "password"),
            "aor", Set.of("max_contacts", "contact"),
            "identify", Set.of("endpoint", "match"));

    @TempDir
    private Path directory;

    /** By language and mark; of a mark only what is before a comma or a number counts. */
    private static Map<String, Check> checks() {
        return Map.ofEntries(
                Map.entry("sh", (snippet, home) -> {}),
                Map.entry("properties", DocumentedSnippetsTest::starts),
                Map.entry("properties: starts with", DocumentedSnippetsTest::starts),
                Map.entry("json: audit", DocumentedSnippetsTest::isAudit),
                Map.entry("json: simulator script", DocumentedSnippetsTest::isScript),
                Map.entry("xml: answer", (snippet, home) -> isAnswer(snippet)),
                Map.entry(": users file", DocumentedSnippetsTest::areUsers),
                Map.entry("ini: http.conf", (snippet, home) -> isOfAsterisk(snippet)),
                Map.entry("ini: ari.conf", (snippet, home) -> isOfAsterisk(snippet)),
                Map.entry("ini: pjsip.conf", (snippet, home) -> isOfAsterisk(snippet)),
                Map.entry("ini: pjsip.conf and extensions.conf", (snippet, home) -> isOfAsterisk(snippet)),
                Map.entry("yaml: prometheus.yml", DocumentedSnippetsTest::scrapes),
                Map.entry("mermaid", (snippet, home) -> isSequence(snippet)));
    }

    @TestFactory
    Stream<DynamicTest> a_snippet_is_as_the_real_thing() {
        List<Snippet> all = Snippet.all();
        assertTrue(all.size() > 30, "Only these are found: " + all);
        return all.stream()
                .map(snippet -> DynamicTest.dynamicTest(
                        snippet.name(),
                        () -> checkOf(snippet).hold(snippet, Files.createTempDirectory(directory, "home"))));
    }

    private static Check checkOf(Snippet snippet) {
        Map<String, Check> checks = checks();
        String kind = kind(snippet);
        Check check = checks.get(kind);
        if (check == null) {
            throw new AssertionError(snippet.document() + ":" + snippet.line() + " shows something (" + kind
                    + ") that no test holds against the real thing. Write what it is into the line above it, as"
                    + " <!-- test: … -->, and see that there is a check for it in DocumentedSnippetsTest. It has: "
                    + new TreeSet<>(checks.keySet()));
        }
        return check;
    }

    private static String kind(Snippet snippet) {
        String mark = snippet.mark().orElse("");
        if (snippet.language().equals("sh")) {
            assertTrue(
                    mark.isEmpty() || mark.startsWith("shows ") || mark.startsWith("not run, because "),
                    () -> snippet.name() + ": DocumentedCommandsIT does not know the mark: " + mark);
            return "sh";
        }
        for (String known : List.of("starts with", "answer")) {
            if (mark.startsWith(known + " ")) {
                return snippet.language() + ": " + known;
            }
        }
        return mark.isEmpty() ? snippet.language() : snippet.language() + ": " + mark;
    }

    /** The settings file of a server that starts, if need be with other settings than these in some places. */
    private static void starts(Snippet snippet, Path home) throws Exception {
        Files.writeString(home.resolve(Settings.FILE_NAME), snippet.text());
        Settings written = Settings.read(Map.of("home", home.toString()), Map.of(), Map.of(), Map.of());
        written.refuseUnknown(Application.knownSettings());
        Application.knownSettings().forEach(written::get);

        List<String> others = new ArrayList<>();
        snippet.mark()
                .ifPresent(mark -> Stream.of(mark.split(" ", -1))
                        .filter(word -> word.contains("="))
                        .forEach(word -> others.addAll(List.of(word.split("=", 2)))));
        ServerOnLoopback.writeUsers(home);
        try (var server = ServerOnLoopback.start(home, Clock.systemUTC(), others.toArray(String[]::new))) {
            assertEquals(200, server.get("health/live").statusCode());
        }
    }

    /** The same members in the same order as the lines that a server writes, and as many shapes of lines. */
    private static void isAudit(Snippet snippet, Path home) throws Exception {
        try (var server = ServerOnLoopback.start(
                home, Clock.systemUTC(), "user", "ana:secret", "impersonation.grants", "ana=ben@example.org")) {
            String asBen = "<t:ExchangeImpersonation><t:ConnectingSID><t:SmtpAddress>ben@example.org</t:SmtpAddress>"
                    + "</t:ConnectingSID></t:ExchangeImpersonation></soap:Header>";
            server.post(
                    PLAY.replace("AkAjzQTbY/i=", "AAMkDemo1").replace("</soap:Header>", asBen),
                    "Authorization",
                    basic("ana:secret"));
            server.post(PLAY, "Authorization", basic("ana:wrong"));
            server.post(PLAY, "Authorization", basic("ana:wrong again"));
        }
        Set<String> real = Files.readAllLines(home.resolve("audit.jsonl")).stream()
                .map(DocumentedSnippetsTest::json)
                .map(line -> line.containsKey("operation") ? withCall(line) : line)
                .map(DocumentedSnippetsTest::shape)
                .collect(Collectors.toSet());

        List<JsonObject> shown =
                snippet.text().lines().map(DocumentedSnippetsTest::json).toList();
        assertFalse(shown.isEmpty());
        shown.forEach(line -> assertTrue(real.contains(shape(line)), () -> shape(line) + " is not among " + real));
    }

    /** A call that was not placed has no id; where one is shown, it comes before the number. */
    private static JsonObject withCall(JsonObject line) {
        if (line.containsKey("call")) {
            return line;
        }
        var with = Json.createObjectBuilder();
        line.forEach((name, value) -> {
            if (name.equals("number")) {
                with.add("call", "");
            }
            with.add(name, value);
        });
        return with.build();
    }

    private static String shape(JsonObject line) {
        return line.entrySet().stream()
                .map(member -> member.getKey() + " "
                        + (member.getValue().getValueType() == JsonValue.ValueType.NUMBER ? "number" : "text"))
                .collect(Collectors.joining(", "));
    }

    /** A server reads it at its start, and refuses what is wrong. */
    private static void isScript(Snippet snippet, Path home) throws Exception {
        Path script = Files.writeString(home.resolve("script.json"), snippet.text());

        try (var server = ServerOnLoopback.start(
                home,
                Clock.systemUTC(),
                "simulator.script",
                script.toString(),
                "user",
                "olga:secret",
                "user.roles",
                "operator")) {
            JsonObject town = json(server.get("api/v1/town", "Authorization", basic("olga:secret"))
                    .body());
            JsonObject shown = json(snippet.text());
            assertEquals(
                    texts(shown, "subscribers", "number"),
                    texts(town, "subscribers", "number"),
                    "It is the one in use");
            assertEquals(texts(shown, "messages", "id"), texts(town, "messages", "id"), "It is the one in use");
            JsonObject calls = json(server.get("api/v1/calls", "Authorization", basic("olga:secret"))
                    .body());
            assertEquals(texts(shown, "calls", "id"), texts(calls, "calls", "id"), "Those that are up");
        }
    }

    private static Set<String> texts(JsonObject object, String array, String member) {
        return object.getOrDefault(array, JsonValue.EMPTY_JSON_ARRAY).asJsonArray().stream()
                .map(one -> one.asJsonObject().getString(member))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The golden answer of this name, less its namespaces. */
    private static void isAnswer(Snippet snippet) {
        String name = snippet.mark().orElseThrow().substring("answer ".length());
        String golden = Envelopes.named(name)
                .response()
                .replaceAll("\\sxmlns(:\\w+)?=\"[^\"]*\"", "")
                .replaceAll("(</?)\\w+:", "$1");

        assertEquals(
                List.of(),
                Stream.of(DiffBuilder.compare(golden)
                                .withTest(snippet.text())
                                .ignoreWhitespace()
                                .ignoreComments()
                                .checkForSimilar()
                                .build())
                        .filter(diff -> diff.hasDifferences())
                        .map(Object::toString)
                        .toList());
    }

    /** A server lets them in, or tells those of a disabled account so. */
    private static void areUsers(Snippet snippet, Path home) throws Exception {
        List<String> lines =
                snippet.text().lines().map(DocumentedSnippetsTest::withHash).toList();
        Files.write(home.resolve("users"), lines);

        try (var server = ServerOnLoopback.start(home, Clock.systemUTC())) {
            for (String line : lines) {
                String[] parts = line.split(":", -1);
                String answer = server.post(PLAY, "Authorization", basic(parts[0] + ":secret"))
                        .body();
                String code = parts[1].startsWith("!") ? "ErrorAccountDisabled" : "ErrorItemNotFound";
                assertTrue(answer.contains(code), line + ": " + answer);
                boolean operator =
                        parts.length > 3 && List.of(parts[3].split(",", -1)).contains("operator");
                assertEquals(
                        operator ? 200 : 403,
                        server.get("metrics", "Authorization", basic(parts[0] + ":secret"))
                                .statusCode(),
                        line);
            }
        }
    }

    /** The same line with a hash of "secret" where the document has its beginning. */
    private static String withHash(String line) {
        assertTrue(line.contains(ELLIPSIS), line);
        String hash = line.contains("{bcrypt}")
                ? new BCryptPasswordEncoder(BCryptPasswordEncoder.BCryptVersion.$2Y, 10).encode("secret")
                : Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode("secret");
        return line.replaceFirst("(?<=\\})[^:]*" + ELLIPSIS, hash.replace("$", "\\$"));
    }

    /** Options that Asterisk has in such sections, and sections that are there when others name them. */
    private static void isOfAsterisk(Snippet snippet) {
        List<Section> sections = sections(snippet.text());
        assertFalse(sections.isEmpty());
        for (Section section : sections) {
            if (section.isDialPlan()) {
                continue;
            }
            Set<String> known = Objects.requireNonNull(
                    OF_ASTERISK.get(section.type()), () -> "No section of Asterisk is known for " + section);
            section.options().keySet().stream()
                    .filter(option -> !option.equals("type"))
                    .forEach(option -> assertTrue(known.contains(option), section + " has " + option));
            requireNamed(section, "transport", "transport", sections);
            requireNamed(section, "auth", "auth", sections);
            requireNamed(section, "aors", "aor", sections);
            requireNamed(section, "endpoint", "endpoint", sections);
        }
    }

    private static void requireNamed(Section section, String option, String type, List<Section> sections) {
        String name = section.options().get(option);
        assertTrue(
                name == null
                        || sections.stream()
                                .anyMatch(one ->
                                        one.name().equals(name) && one.type().equals(type)),
                () -> section + " names a section of type " + type + " that is not there: " + name);
    }

    @Test
    void the_asterisk_that_is_described_and_the_settings_that_use_it_fit_together() {
        Map<String, Snippet> files = Snippet.in(ASTERISK).stream()
                .filter(snippet -> snippet.language().equals("ini"))
                .collect(Collectors.toMap(snippet -> snippet.mark().orElseThrow(), Function.identity(), (a, b) -> a));
        Properties settings = properties(Snippet.in(ASTERISK).stream()
                .filter(snippet -> snippet.language().equals("properties"))
                .findFirst()
                .orElseThrow()
                .text());
        Section http = section(files, "http.conf", "general");
        Section user = section(files, "ari.conf", "user");

        assertEquals(
                "http://" + http.options().get("bindaddr") + ":"
                        + http.options().get("bindport") + "/ari",
                settings.getProperty("gateway.ari.url"));
        assertEquals(user.name(), settings.getProperty("gateway.ari.user"));
        assertEquals(user.options().get("password"), settings.getProperty("gateway.ari.password"));
        assertTrue(
                section(files, "pjsip.conf", "endpoint").name().matches(settings.getProperty("dialplan.extensions")));
    }

    @Test
    void the_asterisk_for_the_contract_has_the_numbers_that_it_calls() throws IOException {
        Map<String, String> defaults = PROPERTY_WITH_DEFAULT
                .matcher(Files.readString(REAL_ASTERISK))
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2), (a, b) -> a, TreeMap::new));
        String document = Files.readString(ASTERISK);
        Set<String> extensions = EXTENSION
                .matcher(document)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertTrue(defaults.size() >= 7, defaults.toString());
        defaults.forEach((name, value) -> assertTrue(
                document.contains("`" + name + "`") && document.contains("`" + value + "`"), name + " " + value));
        for (String there : List.of("ari.answering", "ari.busy", "ari.ringing")) {
            assertTrue(extensions.contains(defaults.get(there)), there);
        }
        assertFalse(extensions.contains(defaults.get("ari.nobody")));
    }

    private static Section section(Map<String, Snippet> files, String file, String type) {
        return sections(Objects.requireNonNull(files.get(file), file).text()).stream()
                .filter(one -> one.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static List<Section> sections(String text) {
        List<Section> sections = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("[")) {
                sections.add(new Section(line.substring(1, line.indexOf(']')), new LinkedHashMap<>()));
            } else if (!line.isBlank() && !line.startsWith(";")) {
                String[] option = line.strip().split(" ?=>? ?", 2);
                assertEquals(2, option.length, line);
                sections.get(sections.size() - 1).options().put(option[0], option[1]);
            }
        }
        return sections;
    }

    /** What a configuration of Prometheus asks is answered, by the user whom the document has beside it. */
    private static void scrapes(Snippet snippet, Path home) throws Exception {
        String document = Files.readString(snippet.document());
        Map<?, ?> yaml = map(new Load(LoadSettings.builder().build()).loadFromString(snippet.text()));
        Map<?, ?> job = map(((List<?>) Objects.requireNonNull(yaml.get("scrape_configs"))).get(0));
        Object user = map(job.get("basic_auth")).get("username");
        String line = Pattern.compile("`(" + user + ":[^`]+)`")
                .matcher(document)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
        Files.writeString(home.resolve("users"), withHash(line) + "\n");

        try (var server = ServerOnLoopback.start(home, Clock.systemUTC())) {
            assertEquals("https", job.get("scheme"));
            assertEquals(
                    200,
                    server.get(String.valueOf(job.get("metrics_path")), "Authorization", basic(user + ":secret"))
                            .statusCode());
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    /** Those who take part are there, and so is what they tell each other. */
    private static void isSequence(Snippet snippet) throws Exception {
        Map<String, String> participants = new TreeMap<>();
        for (MatchResult found : PARTICIPANT.matcher(snippet.text()).results().toList()) {
            participants.put(found.group(1), found.group(2));
        }
        assertTrue(participants.size() >= 4, participants.toString());
        List<String> lines = snippet.text()
                .lines()
                .map(String::strip)
                .filter(line -> !line.equals("sequenceDiagram") && !line.startsWith("participant "))
                .toList();
        for (String line : lines) {
            var arrow = ARROW.matcher(line);
            assertTrue(arrow.matches(), line);
            assertTrue(participants.containsKey(arrow.group(1)) && participants.containsKey(arrow.group(2)), line);
            isSaid(arrow.group(3), Objects.requireNonNull(participants.get(arrow.group(2))));
        }
    }

    /** One word that begins small is a method of whoever is asked; what is in brackets after update are states. */
    private static void isSaid(String words, String whom) throws Exception {
        Class<?> type = typeOf(whom);
        if (type == null || (words.contains(",") && !words.contains("("))) {
            return;
        }
        String first = words.split(" ", 2)[0];
        if (words.matches("[a-z][A-Za-z]+(?: \\(.+\\))?")) {
            assertTrue(
                    Arrays.stream(type.getMethods())
                                    .anyMatch(method -> method.getName().equals(first))
                            || Set.of("accepted", "answered", "dialled").contains(first),
                    words + " is nothing that " + whom + " is asked");
        }
        if (first.equals("add") || first.equals("update")) {
            for (String state : words.replaceAll(".*\\((.+)\\)", "$1").split(", ", -1)) {
                PhoneCallState.valueOf(state.toUpperCase(Locale.ROOT));
            }
        }
    }

    private static @Nullable Class<?> typeOf(String name) {
        try {
            return Class.forName("org.ewsphone.call." + name);
        } catch (ClassNotFoundException e) {
            return null; // Somebody else than a port: the client, a package
        }
    }

    /** The answer for everybody that the README has in a sentence. */
    @Test
    void health_is_told_as_the_readme_has_it() throws Exception {
        try (var server = ServerOnLoopback.start(directory, Clock.systemUTC())) {
            assertTrue(Files.readString(Path.of("README.md"))
                    .contains("`" + server.get("health/ready").body() + "`"));
        }
    }

    private static Properties properties(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return properties;
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** What makes sure of one kind of snippets. */
    @FunctionalInterface
    private interface Check {
        void hold(Snippet snippet, Path home) throws Exception;
    }

    /** A part of a configuration file of Asterisk. */
    private record Section(String name, Map<String, String> options) {
        String type() {
            return options.getOrDefault("type", name);
        }

        boolean isDialPlan() {
            return options.containsKey("exten");
        }
    }
}
