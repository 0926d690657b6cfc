package org.ewsphone.api;

import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ewsphone.call.CallControl;
import org.ewsphone.call.CallWatcher;
import org.ewsphone.call.OperationObserver;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;
import org.ewsphone.spi.Town;

/** What operators see and steer. Has to be told of calls and requests; keeps the last of them in memory. */
public final class AdminApi implements AutoCloseable {

    private static final Setting<Integer> JOURNAL_SIZE =
            Setting.number("journal.size", 500, 0, 100_000, "Requests that the journal keeps in memory; 0 keeps none.");

    private static final Setting<Integer> JOURNAL_BODY = Setting.number(
            "journal.body", 8192, 0, 1_000_000, "Bytes of a request and of an answer that the journal keeps, each.");

    private static final Setting<Integer> TIMELINES = Setting.number(
            "journal.calls",
            10_000,
            0,
            1_000_000,
            "Calls of which it is remembered what happened to them, and by whom.");

    private static final Setting<Integer> SUBSCRIBERS =
            Setting.number("api.subscribers", 50, 0, 10_000, "Connections that are told of events at the same time.");

    private static final Setting<Integer> BACKLOG = Setting.number(
            "api.backlog",
            4_000_000,
            10_000,
            1_000_000_000,
            "Bytes of events that are kept for connections that are slow or were lost.");

    private final Journal journal;
    private final Timelines timelines;
    private final Events events;
    private final Clock clock;

    private AdminApi(Settings settings, Clock clock) {
        this.journal = new Journal(settings.get(JOURNAL_SIZE), settings.get(JOURNAL_BODY));
        this.timelines = new Timelines(settings.get(TIMELINES));
        this.events = new Events(settings.get(SUBSCRIBERS), settings.get(BACKLOG), journal::newest, clock.instant());
        this.clock = clock;
    }

    /** As the settings say. */
    public static AdminApi from(Settings settings, Clock clock) {
        return new AdminApi(settings, clock);
    }

    /** The settings it reads. */
    public static List<Setting<?>> settings() {
        return List.of(JOURNAL_SIZE, JOURNAL_BODY, TIMELINES, SUBSCRIBERS, BACKLOG);
    }

    /** What is to be told of requests. */
    public OperationObserver journal() {
        return journal;
    }

    /** How many are told of events, and what became of them. */
    public EventFigures events() {
        return events.figures();
    }

    /** What is to be told of calls. */
    public CallWatcher watcher() {
        return (call, origin, at) -> {
            timelines.on(call, origin, at);
            events.on(call, origin, at);
        };
    }

    /**
     * The API for whoever is an operator, to be mounted at {@code /api/v1/*}.
     *
     * @param town the network, when it is a simulated one
     * @param audit is told of all that changes something
     * @param clientAddress where a request comes from
     */
    public Servlet servlet(
            CallControl calls,
            Optional<Town> town,
            OperationObserver audit,
            Function<HttpServletRequest, String> clientAddress) {
        return new ApiServlet(routes(calls, town), audit, clientAddress, clock);
    }

    List<Route> routes(CallControl calls, Optional<Town> town) {
        byte[] document = document();
        return Stream.of(
                        Stream.of(
                                new Route("GET", "/server", "getServer", question -> server(question, town)),
                                new Route("GET", "/events", "listenToEvents", this::listen),
                                new Route(
                                        "GET",
                                        "/openapi.json",
                                        "getDescription",
                                        question -> Answer.bytes(200, "application/json", document))),
                        new CallRoutes(calls, timelines, journal).routes(),
                        new JournalRoutes(journal, calls).routes(),
                        new TownRoutes(town, calls, events::townChanged, this::forget).routes())
                .flatMap(routes -> routes)
                .toList();
    }

    private static byte[] document() {
        try (InputStream document = Objects.requireNonNull(
                AdminApi.class.getResourceAsStream("openapi.json"), "It lies beside this class")) {
            return document.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer server(Question question, Optional<Town> town) {
        JsonObjectBuilder you = Words.JSON
                .createObjectBuilder()
                .add("name", question.caller().name())
                .add("mailbox", question.caller().mailbox());
        return Answer.json(Words.JSON
                .createObjectBuilder()
                .add("time", Words.time(clock.instant()))
                .add("you", you)
                .add("town", town.isPresent()));
    }

    private Answer listen(Question question) throws IOException {
        Optional<String> last =
                Optional.ofNullable(question.http().getHeader("Last-Event-ID")).or(() -> question.parameter("after"));
        events.subscribe(() -> stream(question.http()), last);
        return response -> {};
    }

    private static AsyncContext stream(HttpServletRequest request) {
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        var response = (HttpServletResponse) context.getResponse();
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // Else nginx keeps events until it has enough of them
        return context;
    }

    private void forget() {
        journal.clear();
        timelines.clear();
        events.everythingChanged();
        events.townChanged();
    }

    /** Ends the connections that are told of events: a server that ends would wait for them. */
    @Override
    public void close() {
        events.close();
    }
}
