package org.ewsphone.gateway.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.Calls;
import org.ewsphone.call.Destination;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.VoiceMessage;
import org.junit.jupiter.api.Test;

class RealTimeTest {

    private static final ItemId MESSAGE = new ItemId("AAMkDemo1");
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void what_is_to_happen_happens() throws InterruptedException {
        var happened = new CountDownLatch(1);
        try (Timeline timeline = Timeline.real(Clock.systemUTC())) {
            timeline.after(Duration.ofMillis(1), happened::countDown);

            assertTrue(happened.await(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void closing_wakes_whoever_waits() throws InterruptedException {
        Timeline timeline = Timeline.real(Clock.systemUTC());
        timeline.after(Duration.ofMillis(1), timeline::close);

        timeline.pass(LONG);
    }

    @Test
    void what_comes_after_closing_is_dropped() {
        Timeline timeline = Timeline.real(Clock.systemUTC());
        timeline.close();

        timeline.after(Duration.ZERO, () -> {}).cancel();
    }

    @Test
    void every_call_ends_once_when_answers_and_hang_ups_cross() throws InterruptedException {
        Script script =
                Script.parse("{\"subscribers\": [{\"number\": \"7\", \"does\": \"answers\", \"after\": 0.001}]}");
        try (var gateway = new SimulatedGateway(Calls.NODE, () -> script, Timeline.real(Clock.systemUTC()), LONG)) {
            for (int i = 0; i < 300; i++) {
                List<CallEvent> story = crossing(gateway, "c" + i);

                assertInstanceOf(CallEvent.Dialled.class, story.get(0));
                assertEquals(
                        1,
                        story.stream().filter(CallEvent.Ended.class::isInstance).count());
            }
            assertEquals(300, gateway.hungUp().size());
            assertEquals(300, ids(gateway).size());
        }
    }

    private static List<CallEvent> crossing(SimulatedGateway gateway, String id) throws InterruptedException {
        PhoneCall call = PhoneCall.idle(
                new PhoneCallId(id),
                Calls.NODE,
                "demo",
                new Destination("7"),
                MESSAGE,
                Clock.systemUTC().instant());
        BlockingQueue<CallEvent> told = new LinkedBlockingQueue<>();
        var message = new VoiceMessage(MESSAGE, URI.create("simulated:x"));
        gateway.place(new OutboundCall(call.id(), call.destination(), message, LONG, LONG), told::add);
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> gateway.hangUp(call)),
                        CompletableFuture.runAsync(() -> gateway.hangUp(call)))
                .join();
        List<CallEvent> story = new ArrayList<>();
        while (story.isEmpty() || !(story.get(story.size() - 1) instanceof CallEvent.Ended)) {
            story.add(told.take());
        }
        told.drainTo(story);
        return story;
    }

    private static Set<PhoneCallId> ids(SimulatedGateway gateway) {
        return new HashSet<>(gateway.hungUp().stream().map(HungUp::id).toList());
    }
}
