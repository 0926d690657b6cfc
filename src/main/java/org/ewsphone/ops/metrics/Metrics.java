package org.ewsphone.ops.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ewsphone.call.Admission;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.GatewayHealth;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.OperationObserver;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.config.Addresses;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;

/**
 * Everything that is counted and measured. It stands beside the requests: each port that is worth a look is wrapped, and
 * works as it did. No label has a value that a client could invent. Safe for many threads, and without locks where
 * requests pass.
 */
public final class Metrics {

    private static final Setting<Addresses> READERS = Addresses.setting(
            "metrics.addresses",
            "IP addresses or networks, with commas between, from which the metrics may be read without credentials. The"
                    + " role operator may read them from everywhere.");

    /** From a look into memory to a gateway that is about to be given up. */
    private static final double[] SECONDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
    };

    private final PrometheusTextFormatWriter format = PrometheusTextFormatWriter.create();
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final CountedOperations operations;

    /**
     * Nothing counted yet.
     *
     * @param operationNames the operations that are told apart; all else is one
     * @param codes the response codes that are told apart; all else is one
     */
    public Metrics(Set<String> operationNames, Set<String> codes) {
        operations = new CountedOperations(
                counter("ews_phone_requests", "Requests that were answered.", "operation", "code"),
                histogram(
                        "ews_phone_request_duration_seconds",
                        "From the arrival of a request to its answer, its body's way included.",
                        "operation"),
                operationNames,
                codes);
        observeTheJvm();
    }

    /** The settings it reads. */
    public static List<Setting<?>> settings() {
        return List.of(READERS);
    }

    /** Whether whoever is at this address may read the metrics, whoever it is. */
    public static Predicate<String> readers(Settings settings) {
        return settings.get(READERS)::contains;
    }

    /** Counts operations, and how long they take. */
    public OperationObserver operations() {
        return operations;
    }

    /** The same admission, its refusals counted. */
    public Admission counted(Admission admission) {
        return new CountedAdmission(
                admission,
                counter("ews_phone_throttled_requests", "Requests that were one too many for their user.", "limit"));
    }

    /** The same gateway, its requests measured. */
    public TelephonyGateway timed(TelephonyGateway gateway) {
        return new TimedGateway(gateway, port("gateway", "telephone gateway"));
    }

    /** Shows whether calls can be placed by each gateway. */
    public void gateways(Supplier<List<GatewayHealth>> gateways) {
        GaugeWithCallback.builder()
                .name("ews_phone_gateway_ready")
                .help("Whether new calls can be placed by the gateway, as far as is known: 1 or 0.")
                .labelNames("gateway")
                .callback(callback -> gateways.get().forEach(one -> callback.call(one.isReady() ? 1 : 0, one.name())))
                .register(registry);
    }

    /** The same registry, its requests measured, and calls counted; those that are up if they were placed by this node. */
    public CallRegistry timed(CallRegistry calls, NodeName node) {
        GaugeWithCallback.builder()
                .name("ews_phone_calls")
                .help("Calls that are up and were placed by this node, by their state.")
                .labelNames("state")
                .callback(new CallStates(calls, node)::tell)
                .register(registry);
        return new TimedRegistry(
                calls,
                port("registry", "call registry"),
                counter("ews_phone_calls_begun", "Calls that were to be placed."),
                counter(
                        "ews_phone_calls_ended",
                        "Calls that are over, by why they failed; None is a normal end.",
                        "cause"));
    }

    /** Counts the requests that are turned away for want of an identity. Stands in front of whoever turns them away. */
    public Filter challenges() {
        return new ChallengeCounter(counter(
                "ews_phone_unauthorized_requests",
                "Requests answered with 401, by what was wrong with their credentials.",
                "credentials"));
    }

    /** Shows a value as it is when somebody looks. */
    public void gauge(String name, String meaning, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(meaning)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    /** Shows what somebody else counts. */
    public void counter(String name, String meaning, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(meaning)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    /** Shows all of it to the role operator, and to whoever else may see it. */
    public HttpServlet servlet(Predicate<HttpServletRequest> mayRead) {
        return new MetricsServlet(this::text, mayRead);
    }

    /** All of it, as Prometheus reads it. */
    String text() {
        var text = new ByteArrayOutputStream();
        try {
            format.write(text, registry.scrape(), EscapingScheme.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can be written", e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private Timings port(String name, String what) {
        return new Timings(
                histogram("ews_phone_" + name + "_duration_seconds", "How long the " + what + " takes.", "request"),
                counter(
                        "ews_phone_" + name + "_failures",
                        "What the " + what + " could not do.",
                        "request",
                        "failure"));
    }

    /** Without exemplars, for which the library would keep a thread. */
    private Counter counter(String name, String meaning, String... labels) {
        return Counter.builder()
                .name(name)
                .help(meaning)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    private Histogram histogram(String name, String meaning, String label) {
        return Histogram.builder()
                .name(name)
                .help(meaning)
                .labelNames(label)
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .withoutExemplars()
                .register(registry);
    }

    /** All but what would leave a listener in the JVM when the application has ended. */
    private void observeTheJvm() {
        ProcessMetrics.builder().register(registry);
        JvmMemoryMetrics.builder().register(registry);
        JvmBufferPoolMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        JvmClassLoadingMetrics.builder().register(registry);
        JvmRuntimeInfoMetric.builder().register(registry);
    }
}
