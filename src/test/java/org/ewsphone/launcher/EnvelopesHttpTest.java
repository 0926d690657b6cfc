package org.ewsphone.launcher;

import static org.ewsphone.launcher.ServerOnLoopback.basic;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewsphone.app.Envelopes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The golden envelopes of servers with settings of their own, over HTTP; EnvelopesIT has those without. */
final class EnvelopesHttpTest {

    @TempDir
    private Path home;

    /** What is refused leaves no trace, and what is dialled is over at once: such cases share a server. */
    @TestFactory
    Stream<DynamicTest> what_may_be_dialled() {
        Map<Map<String, String>, List<Envelopes>> bySettings = Envelopes.all().stream()
                .filter(envelopes -> envelopes.name().startsWith("dialplan/"))
                .collect(Collectors.groupingBy(Envelopes::settings, LinkedHashMap::new, Collectors.toList()));
        assertTrue(bySettings.values().stream().mapToInt(List::size).sum() > 50, bySettings.keySet()::toString);
        return bySettings.entrySet().stream()
                .map(group -> DynamicTest.dynamicTest(
                        group.getKey() + " " + group.getValue().size(), () -> check(group.getKey(), group.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> whose_settings_are_others() {
        List<Envelopes> others = Envelopes.all().stream()
                .filter(envelopes -> !envelopes.name().startsWith("dialplan/"))
                .filter(envelopes -> !envelopes.settings().isEmpty())
                .toList();
        assertTrue(others.size() > 20, others::toString);
        return others.stream()
                .map(envelopes -> DynamicTest.dynamicTest(
                        envelopes.name(), () -> check(envelopes.settings(), List.of(envelopes))));
    }

    private void check(Map<String, String> settings, List<Envelopes> cases) throws Exception {
        try (ServerOnLoopback server = server(settings)) {
            for (Envelopes envelopes : cases) {
                HttpResponse<String> answer = server.post(envelopes.request(), "Authorization", basic("demo:demo"));
                envelopes.assertAnsweredBy(answer.statusCode(), answer.body());
            }
        }
    }

    private ServerOnLoopback server(Map<String, String> settings) {
        List<String> all = new ArrayList<>(List.of("user", "demo:demo"));
        settings.forEach((name, value) -> all.addAll(List.of(name, value)));
        try {
            return ServerOnLoopback.start(home, Clock.systemUTC(), all.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
