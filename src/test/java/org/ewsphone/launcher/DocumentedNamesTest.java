package org.ewsphone.launcher;

import static org.ewsphone.launcher.ServerOnLoopback.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewsphone.app.Application;
import org.ewsphone.config.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README and the documents name within their sentences and tables: settings, their defaults, the routes of the API. */
final class DocumentedNamesTest {

    private static final Path CONSOLE = Path.of("src/docs/console.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern NAME = Pattern.compile("([a-z][a-z0-9-]*(?:\\.[a-z][a-z0-9-]*)+)(?:=.*)?");
    private static final Pattern FILE = Pattern.compile(".+\\.(?:conf|jsonl|properties|yaml|json|db)");
    private static final Pattern VARIABLE = Pattern.compile("EWS_PHONE_[A-Z_]+[A-Z]");
    private static final Pattern ROUTE = Pattern.compile("(?m)^\\| `([A-Z]+) (/[^`]+)` \\| (.+) \\|$");
    private static final Pattern BODY = Pattern.compile("`(\\{[^`]+\\})`");

    /** Of the commands, not of the server. */
    private static final Set<String> CLIENTS_VARIABLES = Set.of("EWS_PHONE_PASSWORD", "EWS_PHONE_OTHER_PASSWORD");

    private static final Map<String, Setting<?>> SETTINGS =
            Application.knownSettings().stream().collect(Collectors.toMap(Setting::name, Function.identity()));

    @TempDir
    private Path home;

    static Stream<Path> documents() {
        return Snippet.documents().stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_setting_that_is_named_exists(Path document) throws IOException {
        Set<String> beginnings =
                SETTINGS.keySet().stream().map(name -> name.split("\\.", 2)[0]).collect(Collectors.toSet());
        Set<String> unknown = codes(withoutSnippets(document))
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .map(name -> name.group(1))
                .filter(name -> beginnings.contains(name.split("\\.", 2)[0]))
                .filter(name -> !FILE.matcher(name).matches())
                .filter(name -> !SETTINGS.containsKey(name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of(), unknown);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_variable_that_is_named_is_read(Path document) throws IOException {
        Set<String> known = SETTINGS.keySet().stream()
                .map(name -> "EWS_PHONE_" + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                .collect(Collectors.toSet());
        known.addAll(CLIENTS_VARIABLES);

        assertEquals(
                Set.of(),
                VARIABLE.matcher(Files.readString(document))
                        .results()
                        .map(found -> found.group())
                        .filter(name -> !known.contains(name))
                        .collect(Collectors.toSet()));
    }

    /** A table whose first column is headed "setting" or by the beginning of their names, and the second by "default". */
    @Test
    void a_default_that_is_told_is_the_one_that_counts() throws IOException {
        Set<String> told = new LinkedHashSet<>();
        for (Path document : Snippet.documents()) {
            String prefix = "";
            boolean defaults = false;
            for (String line : Files.readAllLines(document)) {
                String[] cells = line.split("\\s*\\|\\s*", -1);
                if (!line.startsWith("|") || cells.length < 4) {
                    defaults = false;
                } else if (cells[2].equals("default")) {
                    defaults = cells[1].equals("setting") || cells[1].endsWith(".`");
                    prefix = cells[1].equals("setting") ? "" : cells[1].replace("`", "");
                } else if (defaults && !cells[1].startsWith("--")) {
                    told.addAll(check(document, prefix, cells[1], cells[2]));
                }
            }
        }
        assertTrue(told.size() > 30, told.toString());
    }

    private static List<String> check(Path document, String prefix, String names, String defaults) {
        List<String> settings = codes(names)
                .map(name -> prefix + name)
                .filter(name -> !name.endsWith("."))
                .toList();
        List<String> shown = defaults.contains("`") ? codes(defaults).toList() : List.of(defaults);
        for (int i = 0; i < settings.size(); i++) {
            String name = settings.get(i);
            Setting<?> setting = SETTINGS.get(name);
            assertTrue(setting != null, document + ": " + name);
            if (shown.size() == settings.size()
                    && setting != null
                    && !shown.get(i).isBlank()) {
                String value = shown.get(i);
                setting.byDefault().ifPresent(real -> assertEquals(real, value, document + ": " + name));
            }
        }
        return settings;
    }

    @Test
    void the_routes_of_the_api_are_those_that_it_describes_itself() throws Exception {
        try (var server = server()) {
            JsonObject paths = json(get(server, "api/v1/openapi.json").body()).getJsonObject("paths");
            Set<String> described = paths.entrySet().stream()
                    .flatMap(path -> path.getValue().asJsonObject().keySet().stream()
                            .filter(method -> method.matches("get|put|post|delete"))
                            .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                    .collect(Collectors.toCollection(TreeSet::new));
            described.remove("GET /openapi.json");

            assertEquals(
                    described,
                    ROUTE.matcher(Files.readString(CONSOLE))
                            .results()
                            .map(route -> route.group(1) + " " + route.group(2))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void a_body_that_is_shown_is_taken() throws Exception {
        List<String> taken = new ArrayList<>();
        try (var server = server()) {
            for (var route : ROUTE.matcher(Files.readString(CONSOLE)).results().toList()) {
                Matcher body = BODY.matcher(route.group(3));
                if (body.find()) {
                    String path = route.group(2).replace("{number}", "5550100").replace("{call}", "OWVl4NWb3N29t");
                    HttpResponse<String> answer = send(server, route.group(1), path, body.group(1));
                    assertTrue(answer.statusCode() < 300, route.group() + ": " + answer.body());
                    taken.add(path);
                }
            }
        }
        assertEquals(3, taken.size(), taken.toString());
    }

    private ServerOnLoopback server() throws IOException {
        return ServerOnLoopback.start(home, Clock.systemUTC(), "user", "demo:secret", "user.roles", "operator");
    }

    private static HttpResponse<String> get(ServerOnLoopback server, String path) throws Exception {
        return server.get(path, "Authorization", basic("demo:secret"));
    }

    private static HttpResponse<String> send(ServerOnLoopback server, String method, String path, String body)
            throws Exception {
        URI url = server.url().resolve("api/v1" + path);
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Authorization", basic("demo:secret"))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** Nor the names in the first columns of tables, which may go on from a common beginning: they are held with their defaults. */
    private static String withoutSnippets(Path document) throws IOException {
        return Files.readString(document).replaceAll("(?s)\n```.*?\n```", "").replaceAll("(?m)^\\| `[^|]*\\|", "");
    }

    private static Stream<String> codes(String text) {
        return CODE.matcher(text).results().map(code -> code.group(1));
    }
}
