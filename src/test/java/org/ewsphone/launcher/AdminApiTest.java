package org.ewsphone.launcher;

import static org.ewsphone.launcher.ServerOnLoopback.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ewsphone.app.Envelopes;
import org.ewsphone.ops.metrics.Scrape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API for operators over HTTP, each of its answers held against what its own OpenAPI document says. */
@TestMethodOrder(MethodOrderer.MethodName.class)
@Timeout(60) // An event that does not come would be waited for
final class AdminApiTest {

    private static final String OPERATOR = basic("olga:secret");
    private static final String PLAY = Envelopes.named("play/documented").request();
    private static final String HANG_UP =
            Envelopes.named("disconnect/documented").request();

    private static final String TOWN = """
            {"subscribers": [
               {"number": "5550101", "does": "busy"},
               {"number": "5550102", "does": "no-answer"},
               {"number": "555*", "does": "answers", "listens": 300}],
             "messages": [{"mailbox": "*", "id": "AAMkAll"}]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path home;

    @SuppressWarnings("NullAway.Init")
    private static ServerOnLoopback server;

    @SuppressWarnings("NullAway.Init")
    private static JsonObject document;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What the document promises and some answer has shown: METHOD path status. */
    private static final Set<String> SHOWN = new TreeSet<>();

    @BeforeAll
    static void start() throws Exception {
        Path script = home.resolve("town.json");
        Files.writeString(script, TOWN);
        server = ServerOnLoopback.start(
                home,
                Clock.systemUTC(),
                "user",
                "olga:secret",
                "user.roles",
                "operator",
                "api.subscribers",
                "3",
                "api.backlog",
                "20000",
                "throttle.requests-per-minute",
                "0",
                "simulator.script",
                script.toString());
        document = json(
                raw("GET", "/openapi.json", null, "Authorization", OPERATOR).body());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    // --- calls

    @Test
    void a_call_is_in_the_list_and_has_its_story_and_its_envelopes() throws Exception {
        String id = played("5550100");

        JsonObject listed = calls("?number=5550100&live=true").stream()
                .map(call -> call.asJsonObject())
                .filter(call -> call.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
        assertEquals("olga", listed.getString("mailbox"));
        assertFalse(listed.getBoolean("over"));

        JsonObject call = get("/calls/{call}", "/calls/" + id);
        JsonArray steps = call.getJsonArray("steps");
        assertEquals("Idle", steps.getJsonObject(0).getString("state"));
        assertEquals("caller", steps.getJsonObject(0).getJsonObject("by").getString("kind"));
        assertEquals("olga", steps.getJsonObject(0).getJsonObject("by").getString("name"));
        assertEquals("Connecting", steps.getJsonObject(1).getString("state"));
        assertEquals("network", steps.getJsonObject(1).getJsonObject("by").getString("kind"));
        JsonObject entry = call.getJsonArray("journal").getJsonObject(0);
        assertEquals("PlayOnPhone", entry.getString("operation"));
        JsonObject envelopes = get("/journal/{entry}", "/journal/" + entry.getInt("number"));
        assertTrue(envelopes.getJsonObject("requestBody").getString("text").contains("<m:DialString>5550100"));
        assertTrue(envelopes.getJsonObject("answerBody").getString("text").contains(id));
    }

    @Test
    void hanging_up_ends_the_call_and_tells_who_did() throws Exception {
        String id = played("5550102");

        JsonObject ended = send("POST", "/calls/{call}/hang-up", "/calls/" + id + "/hang-up", "{}", 200);

        assertTrue(ended.getBoolean("over"));
        List<JsonObject> steps = get("/calls/{call}", "/calls/" + id).getJsonArray("steps").stream()
                .map(step -> step.asJsonObject())
                .toList();
        JsonObject last = steps.get(steps.size() - 1);
        assertEquals("Disconnected", last.getString("state"));
        assertEquals(
                "{\"kind\":\"caller\",\"name\":\"olga\"}",
                last.getJsonObject("by").toString());
        assertTrue(steps.stream().anyMatch(step -> step.getString("kind").equals("hang-up")));
        assertTrue(Files.readString(home.resolve("audit.jsonl")).contains("\"operation\":\"hangUp\""));
    }

    @Test
    void pages_follow_one_another_without_gap_or_repetition() throws Exception {
        for (int i = 0; i < 5; i++) {
            played("555020" + i);
        }
        List<String> all = calls("?number=55502").stream()
                .map(call -> call.asJsonObject().getString("id"))
                .toList();
        List<String> paged = new ArrayList<>();
        String next = "";
        do {
            JsonObject page = get("/calls", "/calls?number=55502&limit=2" + next);
            page.getJsonArray("calls")
                    .forEach(call -> paged.add(call.asJsonObject().getString("id")));
            next = page.containsKey("next") ? "&after=" + page.getString("next") : "";
        } while (!next.isEmpty());

        assertEquals(5, all.size());
        assertEquals(all, paged);
    }

    // --- journal

    @Test
    void the_journal_can_be_filtered_and_explains_a_failure() throws Exception {
        server.post(HANG_UP.replace("OWVl4NWb3N29t", "no-such-call"), "Authorization", OPERATOR);

        JsonObject entry = get(
                        "/journal",
                        "/journal?operation=DisconnectPhoneCall&code=ErrorInvalidPhoneCallId&call=no-such-call")
                .getJsonArray("entries")
                .getJsonObject(0);
        List<String> findings = findings(entry.getInt("number"));

        assertTrue(findings.get(0).startsWith("No call has the id no-such-call"), findings::toString);
        assertTrue(findings.get(1).contains("accepted as the documented dialect"), findings::toString);
    }

    @Test
    void the_journal_explains_what_the_contract_has_against_a_message() throws Exception {
        String broken = Envelopes.named("disconnect/missing-id-attribute").request();
        server.post(broken, "Authorization", OPERATOR);

        JsonObject entry = get("/journal", "/journal?code=ErrorSchemaValidation")
                .getJsonArray("entries")
                .getJsonObject(0);

        String finding = findings(entry.getInt("number")).get(0);
        assertTrue(
                finding.matches("The message is not what the contract says: .*PhoneCallId.*Id.* \\(line [0-9]+, column"
                        + " [0-9]+\\)"),
                finding);
    }

    private List<String> findings(int number) throws Exception {
        return get("/journal/{entry}", "/journal/" + number).getJsonArray("findings").stream()
                .map(finding -> finding.asJsonObject().getString("text"))
                .toList();
    }

    // --- town

    @Test
    void what_a_subscriber_does_next_can_be_told() throws Exception {
        JsonObject town = send(
                "PUT",
                "/town/subscribers/{number}/next",
                "/town/subscribers/5550107/next",
                "{\"next\": [{\"does\": \"busy\"}]}",
                200);
        assertEquals(
                "[{\"does\":\"busy\"}]",
                town.getJsonArray("subscribers").stream()
                        .map(subscriber -> subscriber.asJsonObject())
                        .filter(subscriber -> subscriber.getString("number").equals("5550107"))
                        .map(subscriber -> subscriber.getJsonArray("next").toString())
                        .findFirst()
                        .orElse(""));

        String busy = played("5550107");
        String usual = played("5550107");

        assertEquals("UserBusy", get("/calls/{call}", "/calls/" + busy).getString("cause"));
        assertFalse(get("/calls/{call}", "/calls/" + usual).getBoolean("over"));
    }

    @Test
    void a_behaviour_that_is_none_is_refused_with_what_would_be_one() throws Exception {
        JsonObject problem = send(
                "PUT",
                "/town/subscribers/{number}/next",
                "/town/subscribers/5550107/next",
                "{\"next\": [{\"does\": \"sleeps\"}]}",
                400);

        assertTrue(problem.getString("detail").contains("must be one of answers, "), problem::toString);
    }

    @Test
    void somebody_may_call_from_outside_and_hang_up() throws Exception {
        JsonObject incoming =
                send("POST", "/town/calls", "/town/calls", "{\"mailbox\": \"olga\", \"number\": \"5550199\"}", 201);
        assertEquals("Incoming", incoming.getString("state"));
        String events = "/town/calls/" + incoming.getString("id") + "/events";

        assertEquals("Connected", happen(events, "answers").getString("state"));
        assertEquals("Transferring", happen(events, "transfers").getString("state"));
        assertEquals("Disconnected", happen(events, "hangs-up").getString("state"));
        send("POST", "/town/calls/{call}/events", events, "{\"event\": \"rings\"}", 409);
    }

    private JsonObject happen(String path, String event) throws Exception {
        return send("POST", "/town/calls/{call}/events", path, "{\"event\": \"" + event + "\"}", 200);
    }

    @Test
    void a_reset_ends_all_calls_and_forgets() throws Exception {
        played("5550100");
        assertEquals(
                204,
                raw("POST", "/town/reset", "{}", asJson("Authorization", OPERATOR))
                        .statusCode());
        SHOWN.add("POST /town/reset 204");

        assertEquals(0, get("/calls", "/calls?live=true").getInt("total"));
        assertEquals(0, get("/journal", "/journal").getJsonArray("entries").size());
    }

    // --- who may

    @Test
    void only_an_operator_may_look() throws Exception {
        assertEquals(401, raw("GET", "/calls", null).statusCode());
        var path = home.resolve("other");
        Files.createDirectories(path);
        try (var other = ServerOnLoopback.start(path, Clock.systemUTC(), "user", "ana:secret")) {
            HttpResponse<String> answer = raw(other.url(), "GET", "/calls", null, "Authorization", basic("ana:secret"));
            assertEquals(403, answer.statusCode());
            assertEquals("application/problem+json", type(answer));
            assertTrue(answer.body().contains("has not the role operator"), answer.body());
        }
    }

    @Test
    void the_first_user_is_an_operator() throws Exception {
        var path = home.resolve("first");
        Files.createDirectories(path);
        try (var first = ServerOnLoopback.start(path, Clock.systemUTC())) {
            assertTrue(Files.readString(path.resolve("users")).lines().anyMatch(line -> line.endsWith("::operator")));
            assertEquals(401, raw(first.url(), "GET", "/calls", null).statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type, text/plain, 415",
        "Content-Type, application/x-www-form-urlencoded, 415",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Origin, https://evil.example, 403",
        "Origin, null, 403"
    })
    void a_page_of_somebody_else_changes_nothing(String header, String value, int status) throws Exception {
        String id = played("5550102");

        HttpResponse<String> answer = header.equals("Content-Type")
                ? raw("POST", "/calls/" + id + "/hang-up", "{}", "Authorization", OPERATOR, header, value)
                : raw("POST", "/calls/" + id + "/hang-up", "{}", asJson("Authorization", OPERATOR, header, value));

        assertEquals(status, answer.statusCode(), answer.body());
        assertFalse(get("/calls/{call}", "/calls/" + id).getBoolean("over"));
    }

    @Test
    void a_page_of_this_server_may() throws Exception {
        String id = played("5550102");
        String here = "http://" + server.url().getAuthority();

        assertEquals(
                200,
                raw(
                                "POST",
                                "/calls/" + id + "/hang-up",
                                "{}",
                                asJson("Authorization", OPERATOR, "Origin", here, "Sec-Fetch-Site", "same-origin"))
                        .statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404",
        "GET, /calls/no-such-call, 404",
        "GET, /journal/999999, 404",
        "GET, /journal/x, 404",
        "GET, /calls?limit=0, 400",
        "GET, /calls?live=maybe, 400",
        "GET, /calls?after=x, 400",
        "DELETE, /calls, 405",
        "POST, /town/calls, 400",
        "POST, /calls/no-such-call/hang-up, 404"
    })
    void what_cannot_be_served_is_a_problem_document(String method, String path, int status) throws Exception {
        HttpResponse<String> answer =
                raw(method, path, method.equals("POST") ? "{}" : null, asJson("Authorization", OPERATOR));

        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals("application/problem+json", type(answer));
        assertValid(
                document.getJsonObject("components").getJsonObject("schemas").getJsonObject("Problem"), answer.body());
        assertEquals(status, json(answer.body()).getInt("status"));
    }

    // --- events

    @Test
    void changes_are_told_while_they_happen_and_whoever_comes_back_goes_on() throws Exception {
        double resumed = counted("ews_phone_event_subscribers_resumed_total");
        String last;
        try (var events = new EventSource("")) {
            String id = played("5550101");
            String told = events.next("calls", id);
            assertTrue(told.contains("\"cause\":\"UserBusy\""), told);
            last = events.lastId();
        }
        String missed = played("5550101");
        try (var events = new EventSource(last)) {
            assertTrue(events.next("calls", missed).contains(missed));
        }
        assertEquals(resumed + 1, counted("ews_phone_event_subscribers_resumed_total"));
        try (var events = new EventSource("another-1")) {
            assertEquals("{}", events.next("reload", ""));
        }
    }

    private double counted(String metric) throws Exception {
        return Scrape.of(server.get("metrics", "Authorization", OPERATOR).body())
                .value(metric);
    }

    @Test
    void more_subscribers_than_allowed_are_sent_away() throws Exception {
        List<EventSource> sources = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                sources.add(new EventSource(""));
            }
            HttpResponse<String> answer = raw("GET", "/events", null, "Authorization", OPERATOR);
            assertEquals(503, answer.statusCode());
            assertEquals("application/problem+json", type(answer));
        } finally {
            for (EventSource source : sources) {
                source.close();
            }
        }
    }

    /** A connection that is told of events. */
    private static final class EventSource implements AutoCloseable {
        private final InputStream body;
        private final BufferedReader lines;
        private String id = "";

        EventSource(String lastId) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(server.url().resolve("/EWS/api/v1/events"))
                    .header("Authorization", OPERATOR);
            if (!lastId.isEmpty()) {
                request.header("Last-Event-ID", lastId);
            }
            HttpResponse<InputStream> answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
            while (answer.statusCode() == 503) { // Another connection is still being closed
                answer.body().close();
                answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
            }
            assertEquals(200, answer.statusCode());
            body = answer.body();
            lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            assertEquals("retry: 1000", lines.readLine());
        }

        /** The data of the next event of this name that has this text in it. */
        String next(String name, String text) throws IOException {
            while (true) {
                String event = "";
                String data = "";
                for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                    if (line.startsWith("id: ")) {
                        id = line.substring(4);
                    } else if (line.startsWith("event: ")) {
                        event = line.substring(7);
                    } else if (line.startsWith("data: ")) {
                        data = line.substring(6);
                    }
                }
                if (event.equals(name) && data.contains(text)) {
                    return data;
                }
            }
        }

        String lastId() {
            return id;
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    // --- the document

    @Test
    void z_every_operation_of_the_document_has_answered_as_it_says() throws Exception {
        get("/server", "/server");
        get("/town", "/town");
        get("/openapi.json", "/openapi.json");
        SHOWN.add("GET /events 200");

        Set<String> promised = new TreeSet<>();
        document.getJsonObject("paths")
                .forEach((path, methods) -> methods.asJsonObject()
                        .forEach((method, operation) ->
                                operation.asJsonObject().getJsonObject("responses").keySet().stream()
                                        .filter(status -> status.startsWith("2"))
                                        .forEach(status -> promised.add(
                                                method.toUpperCase(Locale.ROOT) + " " + path + " " + status))));
        assertEquals(
                promised, SHOWN.stream().filter(promised::contains).collect(Collectors.toCollection(TreeSet::new)));
    }

    private JsonArray calls(String query) throws Exception {
        return get("/calls", "/calls" + query).getJsonArray("calls");
    }

    private static String played(String number) throws Exception {
        String answer = server.post(
                        PLAY.replace("5555551212", number).replace("AkAjzQTbY/i=", "AAMkAll"),
                        "Authorization",
                        OPERATOR)
                .body();
        assertTrue(answer.contains("PhoneCallId Id=\""), answer);
        return answer.replaceAll("(?s).*PhoneCallId Id=\"([^\"]+)\".*", "$1");
    }

    private static JsonObject get(String template, String path) throws Exception {
        return valid("GET", template, raw("GET", path, null, "Authorization", OPERATOR), 200);
    }

    private static JsonObject send(String method, String template, String path, String body, int status)
            throws Exception {
        return valid(method, template, raw(method, path, body, asJson("Authorization", OPERATOR)), status);
    }

    private static String[] asJson(String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return all.toArray(String[]::new);
    }

    private static HttpResponse<String> raw(String method, String path, @Nullable String body, String... headers)
            throws Exception {
        return raw(server.url(), method, path, body, headers);
    }

    private static HttpResponse<String> raw(
            URI where, String method, String path, @Nullable String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(where.resolve("/EWS/api/v1" + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    /** The answer, which is what the document says that it is. */
    private static JsonObject valid(String method, String template, HttpResponse<String> answer, int status) {
        assertEquals(status, answer.statusCode(), answer.body());
        JsonObject promised = document.getJsonObject("paths")
                .getJsonObject(template)
                .getJsonObject(method.toLowerCase(Locale.ROOT))
                .getJsonObject("responses")
                .getJsonObject(Integer.toString(status));
        if (promised.containsKey("$ref")) {
            promised =
                    document.getValue(promised.getString("$ref").substring(1)).asJsonObject();
        }
        JsonObject content = promised.getJsonObject("content");
        assertEquals(content.keySet(), Set.of(type(answer)));
        assertValid(content.getJsonObject(type(answer)).getJsonObject("schema"), answer.body());
        SHOWN.add(method + " " + template + " " + status);
        return json(answer.body());
    }

    private static void assertValid(JsonObject schema, String body) {
        String whole = Json.createObjectBuilder(schema)
                .add("$defs", document.getJsonObject("components").getJsonObject("schemas"))
                .build()
                .toString()
                .replace("#/components/schemas/", "#/$defs/");
        Schema rules = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole);
        assertEquals(List.of(), rules.validate(body, InputFormat.JSON), body);
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
