package org.ewsphone.routing;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.Destination;
import org.ewsphone.call.GatewayHealth;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.Reach;
import org.ewsphone.call.ReadinessCheck;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.config.Setting;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;

/**
 * Several gateways as one. The beginning of a number says which may carry a call, and in which order they are tried. A call
 * that was placed here is hung up where it is; one of another node where its note says, or, before its answer, at all
 * that may have it.
 */
public final class RoutedGateway implements TelephonyGateway {

    private static final Setting<Routes> ROUTES = Setting.of(
            "gateway.routes",
            "",
            "When gateway names several: which of them carry which numbers, by how those begin, in the order in which"
                    + " they are tried: +34=sip,ari;+=sip;2=ari. Without it, all carry everything in the order of"
                    + " gateway.",
            Routes::parse);

    private static final Setting<List<String>> DRAINING =
            Setting.words("gateway.draining", "", "The gateways that take no new calls, with commas between them.");

    private static final Setting<List<String>> DISABLED = Setting.words(
            "gateway.disabled", "", "The gateways that are asked for nothing at all, with commas between them.");

    private static final Setting<Integer> FAILURES = Setting.number(
            "gateway.breaker.failures",
            3,
            1,
            1000,
            "When gateway names several: how many calls in a row may fail to reach one of them before it is left"
                    + " alone.");

    private static final Setting<Duration> PAUSE = Setting.duration(
            "gateway.breaker.pause", "10s", "How long a gateway that could not be reached is left alone.");

    private static final int WORKERS = 8;

    private final Map<String, Trunk> trunks = new LinkedHashMap<>();
    private final List<String> names;
    private final Routes routes;
    private final Map<PhoneCallId, RoutedCall> calls = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, task -> {
        var thread = new Thread(task, "next-gateway");
        thread.setContextClassLoader(
                RoutedGateway.class.getClassLoader()); // Not that of the request that makes it begin
        thread.setDaemon(true);
        return thread;
    });

    private RoutedGateway(Map<String, TelephonyGateway> gateways, Routes routes, int failures, Duration pause) {
        gateways.forEach((name, gateway) -> trunks.put(name, new Trunk(name, gateway, failures, pause)));
        this.names = List.copyOf(trunks.keySet());
        this.routes = routes;
    }

    /** The settings of several gateways. */
    public static List<Setting<?>> settings() {
        return List.of(ROUTES, DRAINING, DISABLED, FAILURES, PAUSE);
    }

    /**
     * Puts gateways together.
     *
     * @param gateways by their names, in the order in which they are tried
     * @throws SettingException when there is none, or a setting names another one
     */
    public static RoutedGateway of(Map<String, TelephonyGateway> gateways, Settings settings) {
        if (gateways.isEmpty()) {
            throw new SettingException("The setting gateway names no gateway. Without it, it is simulated.");
        }
        var all = new RoutedGateway(gateways, settings.get(ROUTES), settings.get(FAILURES), settings.get(PAUSE));
        all.requireKnown(all.routes.named(), ROUTES);
        all.requireKnown(settings.get(DRAINING), DRAINING);
        all.requireKnown(settings.get(DISABLED), DISABLED);
        settings.get(DRAINING).forEach(name -> all.serve(name, GatewayHealth.Service.DRAINING));
        settings.get(DISABLED).forEach(name -> all.serve(name, GatewayHealth.Service.DISABLED));
        return all;
    }

    private void requireKnown(List<String> names, Setting<?> setting) {
        for (String name : names) {
            if (!trunks.containsKey(name)) {
                throw new SettingException("The setting " + setting.name() + " names the gateway " + name
                        + ", but the setting gateway names only: " + String.join(", ", trunks.keySet()) + ".");
            }
        }
    }

    /** Uses a gateway as this from now on; throws {@link IllegalArgumentException} when there is none of this name. */
    public void serve(String name, GatewayHealth.Service service) {
        Optional.ofNullable(trunks.get(name))
                .orElseThrow(() -> new IllegalArgumentException("There is no gateway " + name))
                .serve(service);
    }

    /** How each of them is doing, in the order of the setting. */
    public List<GatewayHealth> health() {
        return trunks.values().stream().map(Trunk::health).toList();
    }

    /** Whether calls can be placed, and how each of them is doing. */
    public ReadinessCheck check(Clock clock) {
        return new GatewayCheck(this, clock);
    }

    @Override
    public void place(OutboundCall call, CallObserver observer) {
        List<Trunk> there = trunksFor(call.destination());
        if (there.isEmpty()) {
            throw new CallException(CallFailure.NO_GATEWAY, "No route of gateway.routes leads there");
        }
        if (isAlone()) {
            there.get(0).placeAlone(call, observer);
            return;
        }
        var routed = new RoutedCall(call, observer, there, workers, () -> calls.remove(call.id()));
        calls.put(call.id(), routed);
        try {
            routed.place();
        } catch (RuntimeException e) {
            calls.remove(call.id());
            throw e;
        }
    }

    @Override
    public void hangUp(PhoneCall call) {
        RoutedCall routed = calls.get(call.id());
        if (routed != null) {
            routed.hangUp(call);
            return;
        }
        Optional<CallException> failed = Optional.empty();
        for (Map.Entry<Trunk, PhoneCall> there : mayHave(call).entrySet()) {
            try {
                there.getKey().inService().hangUp(there.getValue());
            } catch (CallException e) {
                failed = failed.or(() -> Optional.of(e));
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
    }

    @Override
    public Reach reach(PhoneCall call) {
        return mayHave(call).entrySet().stream()
                .map(there -> there.getKey().gateway().reach(there.getValue()))
                .min(Comparator.naturalOrder())
                .orElse(Reach.OWNER);
    }

    @Override
    public Optional<PhoneCallState> probe(PhoneCall call) {
        return mayHave(call).entrySet().stream()
                .flatMap(there -> there.getKey().inService().probe(there.getValue()).stream())
                .findFirst();
    }

    @Override
    public boolean owns(Destination destination) {
        List<Trunk> there = trunksFor(destination);
        for (Trunk trunk : there) {
            if (!trunk.gateway().owns(destination)) {
                return false;
            }
        }
        return !there.isEmpty();
    }

    @Override
    public Stream<PhoneCall> carried(CallObserver observer) {
        return trunks.values().stream().flatMap(trunk -> trunk.gateway().carried(observer));
    }

    @Override
    public Optional<String> trouble() {
        List<GatewayHealth> all = health();
        if (all.stream().anyMatch(GatewayHealth::isReady)) {
            return Optional.empty();
        }
        return isAlone() && all.get(0).service() == GatewayHealth.Service.ENABLED
                ? all.get(0).trouble()
                : Optional.of("No gateway takes new calls");
    }

    @Override
    public void close() {
        workers.shutdownNow();
        trunks.values().forEach(trunk -> trunk.gateway().close());
    }

    private boolean isAlone() {
        return trunks.size() == 1;
    }

    /** Those that may carry a call there, in their order. */
    private List<Trunk> trunksFor(Destination destination) {
        List<Trunk> there = new ArrayList<>();
        for (String name : routes.of(destination, names)) {
            Trunk trunk = trunks.get(name);
            if (trunk != null) {
                there.add(trunk);
            }
        }
        return there;
    }

    /** The gateways that may have a call, each with the call as it noted it itself. */
    private Map<Trunk, PhoneCall> mayHave(PhoneCall call) {
        Optional<Note> note = isAlone() ? Optional.empty() : Note.in(call);
        Optional<Trunk> noted = note.flatMap(known -> Optional.ofNullable(trunks.get(known.gateway())));
        if (noted.isPresent()) {
            return Map.of(noted.get(), call.noted(note.get().dialog()));
        }
        Map<Trunk, PhoneCall> all = new LinkedHashMap<>();
        trunksFor(call.destination()).forEach(trunk -> all.put(trunk, call));
        return all;
    }
}
