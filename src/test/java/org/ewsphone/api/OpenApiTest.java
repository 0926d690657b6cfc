package org.ewsphone.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ewsphone.call.CallControl;
import org.ewsphone.call.CallLimits;
import org.ewsphone.call.Destination;
import org.ewsphone.call.LiveLimits;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.UnifiedMessaging;
import org.ewsphone.config.Settings;
import org.ewsphone.gateway.simulated.Script;
import org.ewsphone.gateway.simulated.SimulatedGateway;
import org.ewsphone.gateway.simulated.Timeline;
import org.ewsphone.registry.memory.InMemoryCallRegistry;
import org.junit.jupiter.api.Test;

/** The OpenAPI document and the API know of the same things to ask for. */
final class OpenApiTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final NodeName NODE = new NodeName("here");

    @Test
    void each_route_is_in_the_document_and_each_operation_of_the_document_is_a_route() throws IOException {
        Set<String> served = AdminApi.from(Settings.read(Map.of(), Map.of(), Map.of(), Map.of()), CLOCK)
                .routes(calls(), Optional.empty())
                .stream()
                .map(route -> route.method() + " " + route.path() + " " + route.name())
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(documented(), served);
    }

    private static Set<String> documented() throws IOException {
        Set<String> operations = new TreeSet<>();
        document()
                .getJsonObject("paths")
                .forEach((path, methods) -> methods.asJsonObject()
                        .forEach((method, operation) -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path
                                + " " + operation.asJsonObject().getString("operationId"))));
        return operations;
    }

    private static JsonObject document() throws IOException {
        try (InputStream document = AdminApi.class.getResourceAsStream("openapi.json");
                JsonReader reader = Json.createReader(document)) {
            return reader.readObject();
        }
    }

    private static CallControl calls() {
        return new CallControl(
                NODE,
                new InMemoryCallRegistry(Duration.ofMinutes(1), 1, CLOCK),
                new SimulatedGateway(NODE, Script::town, Timeline.real(CLOCK), Duration.ofSeconds(1)),
                (mailbox, id) -> Optional.empty(),
                (caller, dialString) -> new Destination("5550100"),
                new UnifiedMessaging(Pattern.compile(".*"), ""),
                new CallLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), LiveLimits.NONE),
                PhoneCallId.random(new SecureRandom()),
                CLOCK);
    }
}
