package org.ewsphone.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.ewsphone.call.Caller;
import org.ewsphone.config.Settings;
import org.ewsphone.ews.ExchangeService;
import org.ewsphone.ews.Request;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every golden envelope, answered by a fresh server without its HTTP. */
final class EnvelopesTest {

    @TempDir
    private Path home;

    @TestFactory
    Stream<DynamicTest> a_request_gets_its_answer() {
        return Envelopes.all().stream()
                .map(envelopes -> DynamicTest.dynamicTest(envelopes.name(), () -> check(envelopes)));
    }

    private void check(Envelopes envelopes) {
        Map<String, String> settings = new HashMap<>(envelopes.settings());
        settings.put("home", home.toString());
        settings.put("user", "demo:demo");
        try (var application =
                Application.open(Settings.read(settings, Map.of(), Map.of(), Map.of()), Clock.systemUTC())) {
            Caller demo = application.authentication().identify(Demo.REQUEST).orElseThrow();
            ExchangeService.Answer answer = application
                    .exchange()
                    .answer(
                            envelopes.request().getBytes(StandardCharsets.UTF_8),
                            new Request("test", demo, "127.0.0.1", System.nanoTime()));
            envelopes.assertAnsweredBy(answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        }
    }
}
