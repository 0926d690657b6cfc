package org.ewsphone.launcher;

import static org.ewsphone.launcher.ServerOnLoopback.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewsphone.app.Envelopes;
import org.ewsphone.ops.metrics.Scrape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the metrics tell of requests that came over HTTP, and whom. */
final class MetricsHttpTest {

    private static final Path DASHBOARD = Path.of("docker/grafana-dashboard.json");
    private static final Pattern METRIC = Pattern.compile("\\b[a-z]+_[a-z_]+(?=\\{|, instance)");
    private static final Path DOCUMENT = Path.of("src/docs/metrics.md");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (ews_phone_[a-z_]+) ");
    private static final Pattern NAME = Pattern.compile("`([a-z_…]+)`");

    /** They come into being with their first failure. */
    private static final Set<String> WITH_FAILURES =
            Set.of("ews_phone_gateway_failures_total", "ews_phone_registry_failures_total");

    private static final String PLAY = Envelopes.named("play/documented").request();
    private static final String[] DEMO = {"Authorization", basic("demo:secret")};
    private static final String[] OLGA = {"Authorization", basic("olga:secret")};

    @TempDir
    private Path home;

    @BeforeEach
    void write_users() throws IOException {
        ServerOnLoopback.writeUsers(home);
    }

    @Test
    void a_call_and_everything_about_it_is_counted() throws Exception {
        try (var server = server()) {
            server.post(PLAY, DEMO);
            server.post(PLAY.replace("AkAjzQTbY/i=", "AAMkNone"), DEMO);
            server.post(PLAY);
            server.post(PLAY, "Authorization", basic("demo:wrong"));

            HttpResponse<String> answer = server.get("metrics", OLGA);

            assertEquals(
                    "text/plain;version=0.0.4;charset=utf-8",
                    answer.headers().firstValue("Content-Type").orElse("").replace(" ", ""));
            Scrape scrape = Scrape.of(answer.body());
            assertEquals(1, scrape.value("ews_phone_requests_total{code=\"NoError\",operation=\"PlayOnPhone\"}"));
            assertEquals(
                    1, scrape.value("ews_phone_requests_total{code=\"ErrorItemNotFound\",operation=\"PlayOnPhone\"}"));
            assertEquals(2, scrape.value("ews_phone_request_duration_seconds_count{operation=\"PlayOnPhone\"}"));
            assertEquals(1, scrape.value("ews_phone_gateway_duration_seconds_count{request=\"place\"}"));
            assertEquals(2, scrape.value("ews_phone_calls_begun_total"), "One was up at the start");
            assertEquals(1, scrape.value("ews_phone_unauthorized_requests_total{credentials=\"missing\"}"));
            assertEquals(1, scrape.value("ews_phone_unauthorized_requests_total{credentials=\"refused\"}"));
            assertEquals(0, scrape.value("ews_phone_audit_lines_lost_total"));
            assertTrue(scrape.value("ews_phone_http_threads_busy") >= 1);
            assertTrue(scrape.value("jvm_memory_used_bytes{area=\"heap\"}") > 0);
            assertFalse(answer.body().contains("demo"), "No user is named");
            String withoutValues = answer.body().replaceAll("(?m) [^ ]+$", ""); // Any digits may stand in those
            assertFalse(withoutValues.contains("5550"), "Nor a number");
            assertFalse(withoutValues.contains("5555551212"), "Least of all the one that was called");
        }
    }

    @Test
    void only_operators_read_the_metrics() throws Exception {
        try (var server = server()) {
            assertEquals(401, server.get("metrics").statusCode());
            assertEquals(403, server.get("metrics", DEMO).statusCode());
            assertEquals(200, server.get("metrics", OLGA).statusCode());
        }
    }

    @Test
    void listed_addresses_read_the_metrics_and_nothing_else() throws Exception {
        try (var server = server("metrics.addresses", "127.0.0.0/8")) {
            assertEquals(200, server.get("metrics").statusCode());
            assertEquals(401, server.get("Exchange.asmx").statusCode());
        }
        try (var server = server("metrics.addresses", "192.0.2.7", "http.trusted-proxies", "127.0.0.1")) {
            assertEquals(401, server.get("metrics").statusCode());
            assertEquals(
                    200, server.get("metrics", "X-Forwarded-For", "192.0.2.7").statusCode());
        }
    }

    @Test
    void the_dashboard_shows_only_what_is_exported() throws Exception {
        try (var server = server()) {
            server.post(PLAY, DEMO);
            Set<String> exported = Scrape.of(server.get("metrics", OLGA).body()).names();
            exported.addAll(WITH_FAILURES);

            Set<String> shown = shown();

            assertTrue(shown.size() > 15, shown.toString());
            shown.removeAll(exported);
            assertEquals(Set.of(), shown);
        }
    }

    @Test
    void the_document_lists_every_metric_and_no_other() throws Exception {
        try (var server = server()) {
            server.post(PLAY, DEMO);
            Set<String> exported = TYPE.matcher(server.get("metrics", OLGA).body())
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            exported.addAll(WITH_FAILURES);

            Set<String> documented = new TreeSet<>();
            for (String row : Files.readAllLines(DOCUMENT)) {
                if (row.startsWith("| `ews_phone_")) {
                    String first = "";
                    for (MatchResult name :
                            NAME.matcher(row.split("\\|", 3)[1]).results().toList()) {
                        first = first.isEmpty() ? name.group(1) : first;
                        documented.add(name.group(1).replace("…", first));
                    }
                }
            }

            assertEquals(exported, documented);
        }
    }

    private static Set<String> shown() throws IOException {
        Set<String> names = new TreeSet<>();
        try (var reader = Json.createReader(Files.newBufferedReader(DASHBOARD))) {
            texts(reader.readObject())
                    .flatMap(text -> METRIC.matcher(text).results())
                    .map(MatchResult::group)
                    .forEach(names::add);
        }
        return names;
    }

    /** Every expression and query in the dashboard. */
    private static Stream<String> texts(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object.entrySet().stream()
                    .flatMap(entry -> entry.getValue() instanceof JsonString text
                            ? Stream.of(text.getString())
                                    .filter(any -> Set.of("expr", "query").contains(entry.getKey()))
                            : texts(entry.getValue()));
        }
        return value.getValueType() == JsonValue.ValueType.ARRAY
                ? value.asJsonArray().stream().flatMap(MetricsHttpTest::texts)
                : Stream.empty();
    }

    private ServerOnLoopback server(String... settings) throws IOException {
        return ServerOnLoopback.start(home, Clock.systemUTC(), settings);
    }
}
