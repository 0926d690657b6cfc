package org.ewsphone.telephones;

import static org.ewsphone.telephones.Trunk.LONG_STORY;
import static org.ewsphone.telephones.Trunk.NUMBER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.ewsphone.bench.MeasuredJvm;
import org.ewsphone.clients.Patience;
import org.ewsphone.launcher.RunningWar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many calls at once: {@code mvn -Ptelephone-load verify}. It prints what it measures. */
@Tag("telephone-load")
final class SipLoadIT {

    private static final int CALLS = 200;
    private static final int CLIENTS = 8;
    private static final int WARM_UP = 1000;
    private static final int MEASURED = 3000;
    private static final int PACKETS_A_SECOND = 50;
    private static final int SECONDS = 30;
    private static final Duration PACKET = Duration.ofMillis(20);
    private static final double MOST_LATE = 1;
    private static final Pattern SENT =
            Pattern.compile("Packets of sound since it was quiet: (\\d+), later than one is long: (\\d+)");

    @TempDir
    private Path directory;

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private int port;
    private RtpListener listener;
    private RunningWar war;
    private Caller caller;

    @BeforeEach
    void start() throws Exception {
        Sipp.program();
        port = Loopback.freePort();
        listener = new RtpListener();
        Path logging = Files.writeString(directory.resolve("logging.properties"), """
                handlers=java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.level=FINE
                org.ewsphone.gateway.sip.audio.level=FINE
                """);
        war = Trunk.to(
                        "sip:" + Loopback.ADDRESS + ":" + port + ";transport=udp",
                        "gateway.sip.options=false",
                        "throttle.requests-per-minute=0")
                .jvmOption("-Djava.util.logging.config.file=" + logging)
                .start();
        caller = Caller.at(war);
    }

    @AfterEach
    void stop() throws IOException {
        clients.shutdownNow();
        if (war != null) {
            war.close();
        }
        if (listener != null) {
            listener.close();
        }
    }

    @Test
    void the_sound_of_many_calls_comes_in_time() throws Exception {
        long heap = heapOfACall();
        List<String> calls = new ArrayList<>();
        try (Sipp network = network(CALLS)) {
            place(calls);
            listener.begin();
            awaitPackets(CALLS * PACKETS_A_SECOND * SECONDS);
            int heard = listener.count();
            int late = listener.later(PACKET);
            assertEquals(CALLS, listener.calls());
            hangUp(calls);
            network.hadItsWay();
            MatchResult counted = counted(3);

            row("Calls up at once, each with sound", "" + CALLS);
            row("Packets sent", counted.group(1));
            row("of them late at the sender by more than 20 ms", percent(counted.group(2), counted.group(1)));
            row("Packets heard in " + SECONDS + " s", "" + heard);
            row("of them late at the listener by more than 20 ms", percent("" + late, "" + heard));
            row("Heap of a call that is up, its message aside", heap + " bytes");
            assertTrue(100.0 * late / heard < MOST_LATE, "Late: " + late + " of " + heard);
        }
    }

    @Test
    void many_calls_are_placed_and_ended_in_a_second() throws Exception {
        try (Sipp network = network(WARM_UP + MEASURED)) {
            all(WARM_UP, this::placeAndEnd);
            long begin = System.nanoTime();
            all(MEASURED, this::placeAndEnd);
            double seconds = (System.nanoTime() - begin) / 1e9;
            network.hadItsWay();

            row(
                    "Calls placed, seen answered and ended in a second, by " + CLIENTS + " clients",
                    String.format(Locale.ROOT, "%.0f", MEASURED / seconds));
        }
    }

    private Sipp network(int calls) throws IOException {
        String contact = "sip:phone@" + Loopback.ADDRESS + ":" + port;
        return Sipp.start(
                directory, "udp", port, contact, "answer-at-once", calls, Map.of("listener", "" + listener.port()));
    }

    /** They all play the same message. */
    private long heapOfACall() throws Exception {
        try (var jvm = new MeasuredJvm(war.pid())) {
            // The first ones load what all others use
            try (Sipp network = network(CALLS)) {
                List<String> calls = new ArrayList<>();
                place(calls);
                hangUp(calls);
                network.hadItsWay();
            }
            counted(1);
            long before = jvm.heap();
            try (Sipp network = network(CALLS)) {
                List<String> calls = new ArrayList<>();
                place(calls);
                long bytes = (jvm.heap() - before) / CALLS;
                hangUp(calls);
                network.hadItsWay();
                counted(2);
                return bytes;
            }
        }
    }

    private void place(List<String> calls) throws Exception {
        calls.addAll(all(CALLS, () -> {
            String call = caller.plays(LONG_STORY, NUMBER);
            caller.sees(call, "Connected");
            return call;
        }));
    }

    private void hangUp(List<String> calls) throws Exception {
        for (String call : calls) {
            caller.hangsUp(call);
        }
    }

    private String placeAndEnd() throws Exception {
        String call = caller.plays(LONG_STORY, NUMBER);
        while (caller.asksFor(call).state().equals("Connecting")) {
            Thread.onSpinWait(); // The next question is the pause
        }
        caller.hangsUp(call);
        return call;
    }

    private <T> List<T> all(int count, Callable<T> work) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> done :
                clients.invokeAll(IntStream.range(0, count).mapToObj(i -> work).toList())) {
            results.add(done.get());
        }
        return results;
    }

    private void awaitPackets(int count) {
        for (int before = -1; listener.count() < count; ) {
            var patience = new Patience();
            while (listener.count() == before) {
                assertTrue(patience.isLeft(), "Only " + listener.count() + " of " + count);
            }
            before = listener.count();
            patience.isLeft();
        }
    }

    /** What the server says of the sound that it sent until it was quiet again for the nth time. */
    private MatchResult counted(int nth) {
        var patience = new Patience();
        while (true) {
            List<MatchResult> counted = SENT.matcher(war.log()).results().toList();
            if (counted.size() >= nth) {
                return counted.get(counted.size() - 1);
            }
            assertTrue(patience.isLeft(), war.log());
        }
    }

    private static String percent(String part, String whole) {
        return String.format(Locale.ROOT, "%.3f %%", 100.0 * Long.parseLong(part) / Long.parseLong(whole));
    }

    private static void row(String what, String value) {
        System.out.println("| " + what + " | " + value + " |");
    }
}
