package org.ewsphone.bench;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ewsphone.call.CallControl;
import org.ewsphone.call.CallLimits;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.Caller;
import org.ewsphone.call.Destination;
import org.ewsphone.call.DialString;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.LiveLimits;
import org.ewsphone.call.ManualClock;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.call.UnifiedMessaging;
import org.ewsphone.call.VoiceMessage;
import org.ewsphone.registry.memory.InMemoryCallRegistry;

/** What calls cost, kept in memory, when there are few and when there are a million. In one thread, without HTTP. */
final class Growth {

    private static final int FEW = 1000;
    private static final int FINISHED = 1_000_000;
    private static final int LIVE = 100_000;
    private static final int TRIES = 50_000;
    private static final int MAILBOXES = 1000;
    private static final Duration RETENTION = Duration.ofMinutes(10);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final CallControl calls = calls();
    private final List<PhoneCallId> kept = new ArrayList<>();
    private int placed;
    private double firstLook;
    private double firstPlacing;

    private Growth() {}

    static void measure() {
        var growth = new Growth();
        var table = new Table(
                "Calls kept in memory, for " + RETENTION.toMinutes() + " minutes after their end",
                "calls",
                "bytes of heap per call",
                "µs to look",
                "to the first row",
                "µs to place and hang up",
                "to the first row",
                "99.9 % below µs",
                "longest µs");
        growth.warmUp();
        growth.finish(FEW);
        growth.row(table, FEW + " finished", "", Duration.ZERO);
        growth.forget();
        long empty = heap();
        growth.finish(FINISHED);
        long finished = heap();
        growth.row(table, FINISHED + " finished", perCall(finished - empty, FINISHED), Duration.ZERO);
        long before = heap();
        growth.place(LIVE);
        growth.row(table, LIVE + " live besides", perCall(heap() - before, LIVE), Duration.ZERO);
        growth.row(table, "while those finished expire", "", RETENTION.dividedBy(TRIES));
    }

    private void warmUp() {
        for (int i = 0; i < 4; i++) {
            finish(FEW);
            look();
            forget();
        }
    }

    /** The calls of the measurements before, which nobody wants to look at. */
    private void forget() {
        kept.clear();
        clock.advance(RETENTION.multipliedBy(2));
        placeAndHangUp(RETENTION.dividedBy(FEW));
    }

    private static String perCall(long bytes, int count) {
        return Long.toString(bytes / count);
    }

    private void row(Table table, String what, String bytes, Duration pace) {
        double look = look();
        double[] times = placeAndHangUp(pace);
        double placing = Arrays.stream(times).average().orElseThrow();
        if (firstPlacing == 0) {
            firstLook = look;
            firstPlacing = placing;
        }
        table.row(
                what,
                bytes,
                look,
                look / firstLook,
                placing,
                placing / firstPlacing,
                times[(int) (times.length * 0.999)],
                times[times.length - 1]);
    }

    /** Microseconds to look at a call, on an average. */
    private double look() {
        long start = System.nanoTime();
        for (int i = 0; i < TRIES; i++) {
            int one = Math.floorMod(i * 7919, kept.size());
            calls.information(caller(one), kept.get(one));
        }
        return (System.nanoTime() - start) / 1e3 / TRIES;
    }

    /** Microseconds of each of many calls that are placed and hung up, the clock going on by so much with each. */
    private double[] placeAndHangUp(Duration pace) {
        var times = new double[TRIES];
        for (int i = 0; i < TRIES; i++) {
            clock.advance(pace);
            long start = System.nanoTime();
            Caller caller = caller(i);
            calls.disconnect(caller, play(caller));
            times[i] = (System.nanoTime() - start) / 1e3;
        }
        Arrays.sort(times);
        return times;
    }

    private void finish(int count) {
        for (int i = 0; i < count; i++) {
            Caller caller = caller(kept.size());
            PhoneCallId id = play(caller);
            calls.disconnect(caller, id);
            kept.add(id);
            clock.advance(RETENTION.dividedBy(2L * count));
        }
    }

    private void place(int count) {
        for (int i = 0; i < count; i++) {
            Caller caller = caller(kept.size());
            kept.add(play(caller));
        }
    }

    private PhoneCallId play(Caller caller) {
        return calls.play(caller, new ItemId("AAMkDemo1"), new DialString("555%04d".formatted(placed++ % 10_000)));
    }

    private static Caller caller(int number) {
        String name = "user" + number % MAILBOXES + "@example.org";
        return new Caller(name, name);
    }

    private static long heap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private CallControl calls() {
        return new CallControl(
                new NodeName("bench"),
                new InMemoryCallRegistry(RETENTION, 2L * (FINISHED + LIVE), clock),
                new Silence(),
                (mailbox, id) -> Optional.of(new VoiceMessage(id, URI.create("test:message"))),
                (caller, dialString) -> new Destination(dialString.value()),
                new UnifiedMessaging(Pattern.compile(".*"), ""),
                new CallLimits(Duration.ofSeconds(30), Duration.ofDays(1), Duration.ofSeconds(20), LiveLimits.NONE),
                PhoneCallId.random(new SecureRandom()),
                clock);
    }

    /** A network that takes every call and never tells of it again. */
    private static final class Silence implements TelephonyGateway {
        @Override
        public void place(OutboundCall call, CallObserver observer) {}

        @Override
        public void hangUp(PhoneCall call) {}

        @Override
        public Optional<PhoneCallState> probe(PhoneCall call) {
            return Optional.empty();
        }
    }
}
