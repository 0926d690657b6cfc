package org.ewsphone.app;

import io.opentelemetry.api.GlobalOpenTelemetry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewsphone.api.AdminApi;
import org.ewsphone.api.EventFigures;
import org.ewsphone.auth.Authentication;
import org.ewsphone.auth.Throttle;
import org.ewsphone.call.CallControl;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallLimits;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.Farewell;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.OperationObserver;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.Readiness;
import org.ewsphone.call.ReadinessCheck;
import org.ewsphone.call.RefusalObserver;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.call.VoiceMessageStore;
import org.ewsphone.config.Addresses;
import org.ewsphone.config.ListenerSettings;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;
import org.ewsphone.dialplan.GuardedDialPlan;
import org.ewsphone.ews.ContractDocuments;
import org.ewsphone.ews.ExchangeService;
import org.ewsphone.ews.ExchangeServlet;
import org.ewsphone.ews.RequestIdFilter;
import org.ewsphone.ews.RequestsUnderWay;
import org.ewsphone.ews.UnreadBodies;
import org.ewsphone.ops.AuditTrail;
import org.ewsphone.ops.Health;
import org.ewsphone.ops.HealthServlet;
import org.ewsphone.ops.PageHeaders;
import org.ewsphone.ops.metrics.Metrics;
import org.ewsphone.ops.tracing.Tracing;
import org.ewsphone.routing.RoutedGateway;
import org.ewsphone.spi.GatewayPlugin;
import org.ewsphone.spi.PluginContext;
import org.ewsphone.spi.Plugins;
import org.ewsphone.spi.RegistryPlugin;
import org.ewsphone.spi.Town;
import org.ewsphone.spi.VoiceMessageStorePlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole server, put together from its settings. */
public final class Application implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private static final Setting<List<String>> GATEWAY = Setting.words(
            "gateway",
            "simulated",
            "The telephone network that carries the calls, or several with commas between them, the first to be tried"
                    + " first.");

    private static final Setting<String> REGISTRY = Setting.text("registry", "memory", "Where the calls are kept.");

    private static final Setting<String> VOICEMAIL =
            Setting.text("voicemail", "simulated", "Where the voice messages are.");

    private static final Setting<Integer> MAX_BODY =
            Setting.number("http.max-body", 262_144, 4096, 16_000_000, "Bytes of a request, at most.");

    private static final Setting<Duration> BODY_TIME =
            Setting.duration("http.body-time", "10s", "How long the body of a request may take to arrive.");

    private static final Setting<Integer> WAITING_BODIES = Setting.number(
            "http.waiting-bodies",
            128,
            1,
            100_000,
            "Requests whose body may be on its way at the same time. When there are more, those that have taken the longest,"
                    + " and more than a second, are given up.");

    private static final Setting<Duration> SHUTDOWN_TIME = Setting.duration(
            "shutdown.time",
            "10s",
            "How long the server waits, when it ends, for requests that it is answering, and then again for calls that"
                    + " it hangs up.");

    private static final String HEALTH = "/health";
    private static final String METRICS = "/metrics";

    /** Calls that one line of the log names. */
    private static final int MOST_TOLD = 100;

    private final Settings settings;
    private final CallRegistry registry;
    private final boolean keepsCallsElsewhere;
    private final VoiceMessageStore messages;
    private final TelephonyGateway gateway;
    private final Optional<Town> town;
    private final CallControl calls;
    private final Optional<AuditTrail> audit;
    private final OperationObserver observers;
    private final AdminApi api;
    private final ExchangeService exchange;
    private final RequestsUnderWay underWay = new RequestsUnderWay();
    private final Authentication authentication;
    private final Clock clock;
    private final Health health;
    private final Tracing tracing = new Tracing(GlobalOpenTelemetry.get());
    private final Metrics metrics = new Metrics(ExchangeService.operations(), ExchangeService.codes());
    private volatile boolean ending;

    private Application(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        var random = new SecureRandom();
        NodeName node = ThisNode.named(settings, random);
        var context = new PluginContext(settings, clock, node);
        authentication = Authentication.open(context);
        RegistryPlugin keeper = Plugins.of(RegistryPlugin.class).chosenBy(REGISTRY, settings);
        registry = metrics.timed(keeper.open(context), node);
        keepsCallsElsewhere = keeper.isElsewhere();
        messages = Plugins.of(VoiceMessageStorePlugin.class)
                .chosenBy(VOICEMAIL, settings)
                .open(context);
        Map<String, TelephonyGateway> networks = networks(context);
        RoutedGateway gateways = RoutedGateway.of(networks, settings);
        gateway = tracing.traced(metrics.timed(gateways));
        town = networks.values().stream()
                .filter(Town.class::isInstance)
                .map(Town.class::cast)
                .findFirst();
        CallLimits limits = CallSettings.limits(settings);
        calls = new CallControl(
                node,
                registry,
                gateway,
                messages,
                GuardedDialPlan.from(settings, gateway::owns, limits.talkTime(), clock),
                CallSettings.unifiedMessaging(settings),
                limits,
                PhoneCallId.random(random),
                clock);
        audit = AuditTrail.from(settings, clock);
        api = AdminApi.from(settings, clock);
        calls.watch(api.watcher());
        observers = audit.<OperationObserver>map(trail -> trail).orElse(operation -> {});
        exchange = new ExchangeService(
                calls,
                ProtocolSettings.read(settings),
                tracing.traced(metrics.counted(Throttle.from(settings, clock))),
                OperationObserver.all(List.of(metrics.operations(), tracing.operations(), observers, api.journal())),
                clock);
        health = new Health(clock);
        health.add(ReadinessCheck.of("serving", () -> ending ? Readiness.down("The server ends") : Readiness.READY));
        registry.checks().forEach(health::add);
        health.add(gateways.check(clock));
        metrics.gateways(gateways::health);
        metrics.gauge("ews_phone_requests_under_way", "Requests that are being answered now.", underWay::count);
        countEvents(api.events());
        audit.ifPresent(trail ->
                metrics.counter("ews_phone_audit_lines_lost", "Audit lines that could not be written.", trail::lost));
    }

    private void countEvents(EventFigures events) {
        metrics.gauge("ews_phone_event_subscribers", "Connections that are told of events.", events::subscribers);
        metrics.counter("ews_phone_events_told", "Events that were written, each to one connection.", events::told);
        metrics.counter(
                "ews_phone_event_subscribers_dropped",
                "Connections that were ended because they took events more slowly than these came.",
                events::dropped);
        metrics.counter(
                "ews_phone_event_subscribers_resumed",
                "Connections of clients that came back and were told what they had missed.",
                events::resumed);
        metrics.counter(
                "ews_phone_event_subscribers_reloaded",
                "How often a client was told to look at everything anew, for it had missed too much.",
                events::reloaded);
        metrics.counter(
                "ews_phone_event_subscribers_refused",
                "Connections that were refused because api.subscribers were there.",
                events::refused);
    }

    private static Map<String, TelephonyGateway> networks(PluginContext context) {
        Map<String, TelephonyGateway> open = new LinkedHashMap<>();
        Plugins.of(GatewayPlugin.class)
                .allChosenBy(GATEWAY, context.settings())
                .forEach(plugin -> open.put(plugin.name(), plugin.open(context)));
        return open;
    }

    /** Every setting there is, those of all plug-ins on the class path among them. */
    public static List<Setting<?>> knownSettings() {
        return Stream.<List<Setting<?>>>of(
                        List.of(
                                Settings.HOME,
                                ThisNode.NAME,
                                GATEWAY,
                                REGISTRY,
                                VOICEMAIL,
                                MAX_BODY,
                                BODY_TIME,
                                WAITING_BODIES,
                                SHUTDOWN_TIME),
                        PublicAddress.settings(),
                        List.of(Addresses.TRUSTED_PROXIES),
                        ListenerSettings.all(),
                        CallSettings.all(),
                        ProtocolSettings.all(),
                        GuardedDialPlan.settings(),
                        RoutedGateway.settings(),
                        Authentication.settings(),
                        AuditTrail.settings(),
                        Metrics.settings(),
                        AdminApi.settings(),
                        Throttle.settings(),
                        Plugins.of(GatewayPlugin.class).settings(),
                        Plugins.of(RegistryPlugin.class).settings(),
                        Plugins.of(VoiceMessageStorePlugin.class).settings())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /**
     * Opens everything that the settings ask for.
     *
     * @throws org.ewsphone.config.SettingException when a setting is unknown or cannot be used
     */
    public static Application open(Settings settings, Clock clock) {
        settings.refuseUnknown(knownSettings());
        return new Application(settings, clock);
    }

    /** The user who was made because there was none, to be told once. */
    public Optional<NewUser> newUser() {
        return authentication.newUser().map(made -> new NewUser(made.name(), made.password()));
    }

    /** The service behind the endpoint. */
    ExchangeService exchange() {
        return exchange;
    }

    /** Who may come in. */
    Authentication authentication() {
        return authentication;
    }

    /** Whether whoever asks for a call has to wait for a store that is not in this process. */
    public boolean keepsCallsElsewhere() {
        return keepsCallsElsewhere;
    }

    /** Has a value of somebody else among the metrics, as it is when somebody looks. */
    public void gauge(String name, String meaning, DoubleSupplier value) {
        metrics.gauge(name, meaning, value);
    }

    /** Is ready only as long as this is ready, too. */
    public void check(ReadinessCheck check) {
        health.add(check);
    }

    /** Puts the endpoint and its guards into a servlet context. */
    public void mount(ServletContext context) {
        var contract = new ContractDocuments(PublicAddress.from(settings));
        filter(context, "request-id", new RequestIdFilter());
        filter(
                context,
                "unread-bodies",
                new UnreadBodies(settings.get(MAX_BODY), settings.get(BODY_TIME), settings.get(WAITING_BODIES)));
        filter(context, "page-headers", new PageHeaders());
        Predicate<HttpServletRequest> readsMetrics = metricsReaders();
        filter(context, "challenges", metrics.challenges());
        filter(
                context,
                "authentication",
                authentication.filter(
                        request -> asksForHealth(request) || readsMetrics.test(request),
                        audit.<RefusalObserver>map(trail -> trail).orElse(refusal -> {})));
        servlet(
                context,
                "exchange",
                new ExchangeServlet(
                        exchange,
                        underWay,
                        contract,
                        authentication::addressOf,
                        settings.get(MAX_BODY),
                        settings.get(BODY_TIME),
                        settings.get(WAITING_BODIES)),
                "/Exchange.asmx",
                "/exchange.asmx");
        servlet(context, "contract", contract, "/Services.wsdl", "/services.wsdl", "/messages.xsd", "/types.xsd");
        servlet(context, "program", new ProgramFiles(), ProgramFiles.PATHS);
        servlet(context, "failure", new FailurePage(), FailurePage.PATH);
        servlet(context, "metrics", metrics.servlet(readsMetrics), METRICS);
        servlet(context, "live", new HealthServlet(new Health(clock)::look), HEALTH + "/live");
        servlet(context, "ready", new HealthServlet(health::look), HEALTH + "/ready");
        servlet(context, "api", api.servlet(calls, town, observers, authentication::addressOf), "/api/v1/*");
    }

    /**
     * Whoever has credentials may be told more, and has to show that they are good. Browsers send them only when they are
     * asked: whoever wants to be asked says {@code ?checks}.
     */
    private static boolean asksForHealth(HttpServletRequest request) {
        return request.getServletPath().startsWith(HEALTH)
                && request.getHeader("Authorization") == null
                && !"checks".equals(request.getQueryString());
    }

    /** The requests for metrics that come from where they may be read without an identity. */
    private Predicate<HttpServletRequest> metricsReaders() {
        Predicate<String> readers = Metrics.readers(settings);
        return request -> request.getServletPath().equals(METRICS) && readers.test(authentication.addressOf(request));
    }

    private static void filter(ServletContext context, String name, Filter filter) {
        FilterRegistration.Dynamic registration = MountedFilter.mount(context, name, filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    private static void servlet(ServletContext context, String name, Servlet servlet, String... paths) {
        ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(paths);
    }

    /** Is not ready any more, for those who send requests here; whatever comes is done all the same. */
    public void giveNotice() {
        ending = true;
    }

    /** Takes no new calls, and answers the requests that are under way. Others are answered still. */
    public void drain() {
        giveNotice();
        calls.shutDown();
        api.close();
        if (!underWay.awaitEarlier(settings.get(SHUTDOWN_TIME))) {
            LOG.warn("The server ends before some requests are answered");
        }
    }

    /** Drains, stops answering, does with the calls that are up what is wanted, and lets go of the network last. */
    @Override
    public void close() {
        drain();
        farewell();
        exchange.close();
        calls.close();
        audit.ifPresent(AuditTrail::close);
        messages.close();
        gateway.close();
        registry.close();
        authentication.close();
    }

    private void farewell() {
        try {
            Farewell farewell = calls.farewell(settings.get(CallSettings.AT_SHUTDOWN), settings.get(SHUTDOWN_TIME));
            tell("hung up", farewell.hungUp());
            tell("left up", farewell.left());
        } catch (CallException e) {
            LOG.warn("The calls that are up stay as they are, for the registry does not tell them: {}", e.getMessage());
        }
    }

    private static void tell(String outcome, List<PhoneCallId> calls) {
        if (!calls.isEmpty()) {
            String more = calls.size() > MOST_TOLD ? " and others" : "";
            LOG.info("Calls {} at the end: {} ({}{})", outcome, calls.size(), some(calls), more);
        }
    }

    private static String some(List<PhoneCallId> calls) {
        return calls.stream().limit(MOST_TOLD).map(PhoneCallId::value).collect(Collectors.joining(", "));
    }

    /** A user just made, with the only copy of the password there will ever be. */
    public record NewUser(String name, String password) {}
}
