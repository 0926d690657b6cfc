package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import org.ewsphone.app.Envelopes;
import org.ewsphone.clients.Patience;
import org.junit.jupiter.api.Test;

/** How the server ends when it is told to (SIGTERM). */
final class ShutdownIT {

    private static final String PRESET_CALL = "OWVl4NWb3N29t";

    private static final String SLOW_WORLD = """
            {"messages": [{"mailbox": "demo", "id": "AAMkDemo1"}],
             "calls": [{"id": "call-behind-a-slow-gateway", "mailbox": "demo", "state": "Connected", "hangUp": "slow-gateway"}]}
            """;

    @Test
    void a_request_under_way_is_answered_and_a_new_call_is_refused() throws Exception {
        var arrangement = RunningWar.arranged().with("--user", "demo:demo");
        Files.createDirectories(arrangement.home());
        Files.writeString(arrangement.home().resolve("slow.json"), SLOW_WORLD);
        arrangement.settingsFile("simulator.timeout=8s\nmetrics.addresses=127.0.0.1\nsimulator.script="
                + arrangement.home() + "/slow.json");
        try (var war = arrangement.start()) {
            URI url = war.url(); // the file that tells it is removed first
            CompletableFuture<HttpResponse<String>> slow = send(war, url, "disconnect/gateway-does-not-answer");
            awaitUnderWay(war, url);
            CompletableFuture<Integer> ended = CompletableFuture.supplyAsync(war::terminate);
            awaitNotReady(war, url);
            HttpResponse<String> refused = send(war, url, "play/documented").join();

            assertEquals(200, probe(war, url, "health/live").statusCode());
            assertTrue(refused.body().contains("ErrorServerBusy"), refused::body);
            HttpResponse<String> answered = slow.join();
            Envelopes.named("disconnect/gateway-does-not-answer")
                    .assertAnsweredBy(answered.statusCode(), answered.body());
            assertEquals(128 + 15, ended.join());
        }
    }

    @Test
    void load_balancers_get_notice_while_everything_is_answered_as_before() throws Exception {
        try (var war = RunningWar.start("--user", "demo:demo", "--set", "shutdown.notice=1h")) {
            URI url = war.url();

            war.askToEnd();
            awaitNotReady(war, url);

            assertEquals(200, probe(war, url, "health/live").statusCode());
            HttpResponse<String> played = send(war, url, "play/documented").join();
            assertTrue(played.body().contains("NoError"), played::body);
            war.kill();
        }
    }

    @Test
    void calls_that_are_up_stay_up_and_the_log_tells_which() throws Exception {
        try (var war = RunningWar.start()) {
            war.terminate();

            assertTrue(war.log().contains("Calls left up at the end: 1 (" + PRESET_CALL + ")"), war.log());
        }
    }

    @Test
    void calls_that_are_up_are_hung_up_when_that_is_wanted() throws Exception {
        try (var war = RunningWar.start("--set", "shutdown.calls=hang-up")) {
            war.terminate();

            assertTrue(war.log().contains("Calls hung up at the end: 1 (" + PRESET_CALL + ")"), war.log());
        }
    }

    private static void awaitUnderWay(RunningWar war, URI url) throws Exception {
        var patience = new Patience();
        while (!probe(war, url, "metrics").body().contains("ews_phone_requests_under_way 1.0")) {
            assertTrue(patience.isLeft(), "The request was never under way");
        }
    }

    /** The signal has arrived when the server says so. */
    private static void awaitNotReady(RunningWar war, URI url) throws Exception {
        var patience = new Patience();
        HttpResponse<String> ready = probe(war, url, "health/ready");
        while (ready.statusCode() == 200 && patience.isLeft()) {
            ready = probe(war, url, "health/ready");
        }
        assertEquals(503, ready.statusCode());
        assertEquals("{\"status\":\"DOWN\",\"checks\":[]}", ready.body());
    }

    private static HttpResponse<String> probe(RunningWar war, URI url, String path) throws Exception {
        return war.client().send(HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.ofString());
    }

    private static CompletableFuture<HttpResponse<String>> send(RunningWar war, URI url, String envelopes) {
        return war.client()
                .sendAsync(
                        HttpRequest.newBuilder(url)
                                .header("Content-Type", "text/xml; charset=utf-8")
                                .header("Authorization", war.authorization())
                                .POST(BodyPublishers.ofString(
                                        Envelopes.named(envelopes).request()))
                                .build(),
                        BodyHandlers.ofString());
    }
}
