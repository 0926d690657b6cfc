package org.ewsphone.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.ewsphone.call.Caller;
import org.ewsphone.config.Settings;
import org.ewsphone.ews.ExchangeService;
import org.ewsphone.ews.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mailbox may use up in a day, as its client is told. */
final class DailyLimitTest {

    private static final Caller DEMO = new Caller("demo", "demo");
    private static final Envelopes ALLOWED = Envelopes.named("dialplan/national-number");
    private static final Envelopes REFUSED = Envelopes.named("dialplan/prefix-denied");
    private static final Envelopes TO_THE_TOWN = Envelopes.named("play/sip-uri");

    @TempDir
    private Path home;

    @Test
    void the_calls_of_a_day_end_with_a_refusal() {
        try (var application = open()) {
            ALLOWED.assertAnsweredBy(200, play(application, ALLOWED));

            REFUSED.assertAnsweredBy(200, play(application, ALLOWED));
        }
    }

    @Test
    void calls_to_the_simulated_town_are_not_counted() {
        try (var application = open()) {
            TO_THE_TOWN.assertAnsweredBy(200, play(application, TO_THE_TOWN));

            TO_THE_TOWN.assertAnsweredBy(200, play(application, TO_THE_TOWN));
        }
    }

    private Application open() {
        Map<String, String> settings = new HashMap<>(ALLOWED.settings());
        settings.put("dialplan.daily-calls", "1");
        settings.put("home", home.toString());
        settings.put("user", "demo:demo");
        return Application.open(Settings.read(settings, Map.of(), Map.of(), Map.of()), Clock.systemUTC());
    }

    private static String play(Application application, Envelopes envelopes) {
        ExchangeService.Answer answer = application
                .exchange()
                .answer(
                        envelopes.request().getBytes(StandardCharsets.UTF_8),
                        new Request("test", DEMO, "127.0.0.1", System.nanoTime()));
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
