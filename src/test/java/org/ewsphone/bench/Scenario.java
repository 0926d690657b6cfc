package org.ewsphone.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** What a client does on its connection, again and again. */
@FunctionalInterface
public interface Scenario {

    /** Who is busy, in {@link #script}. */
    String BUSY = "5550101";

    /** Whose telephone rings until the caller hangs up. */
    String RINGING = "5550102";

    /** Does it once, and returns how many requests that were; 0 when what was prepared is used up. */
    int run(Connection connection) throws IOException;

    /** Does what has to be done before, and does not count. */
    default void prepare(Connection connection) throws IOException {}

    /** Hangs up calls while it rings. */
    static Scenario disconnect() {
        return new RingingCalls();
    }

    /** Hangs up a call; all but the first time it is over already. */
    static Scenario disconnectAgain() {
        var calls = new RecentCalls();
        return connection -> calls.ask(connection, Envelope::disconnect);
    }

    /** Looks at a call. */
    static Scenario information() {
        var calls = new RecentCalls();
        return connection -> calls.ask(connection, Envelope::information);
    }

    /** What the {@link ConstantServer} is sent, which knows no calls. */
    static Scenario ofNoCall() {
        byte[] envelope = Envelope.disconnect("NOCALL");
        return connection -> post(connection, envelope);
    }

    /** Calls somebody who is busy. */
    static Scenario play() {
        return connection -> post(connection, Envelope.play(BUSY));
    }

    /** Calls somebody and hangs up while it rings. */
    static Scenario playAndDisconnect() {
        return connection -> 1 + post(connection, Envelope.disconnect(placed(connection, RINGING)));
    }

    private static int post(Connection connection, byte[] envelope) throws IOException {
        connection.post(envelope);
        return 1;
    }

    private static String placed(Connection connection, String number) throws IOException {
        return Envelope.idIn(connection.post(Envelope.play(number)));
    }

    /** The simulated network in which all of this can be done. */
    static String script() {
        return """
                {"subscribers": [{"number": "%s", "does": "busy"}, {"number": "%s", "does": "no-answer"}],
                 "messages": [{"mailbox": "demo", "id": "AAMkDemo1"}]}
                """.formatted(BUSY, RINGING);
    }

    /**
     * Calls of which every client asks in turn. The registry forgets what is over, so each is followed by another one from
     * time to time; the few requests that this takes count as what they are, requests.
     */
    final class RecentCalls {
        private static final int PLACES = 100;

        /** Much less than the retention of the server that is measured. */
        private static final Duration LIFE = Duration.ofSeconds(1);

        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReferenceArray<Placed> calls = new AtomicReferenceArray<>(PLACES);

        /** Sends the envelope about one of the calls, and returns how many requests that took. */
        int ask(Connection connection, Question question) throws IOException {
            int place = Math.floorMod(next.getAndIncrement(), PLACES);
            Placed call = calls.get(place);
            if (call != null && call.isRecent()) {
                return post(connection, question.about(call.id()));
            }
            var another = new Placed(placed(connection, RINGING), System.nanoTime());
            calls.set(place, another);
            return 1 + post(connection, question.about(another.id()));
        }

        /** A call and when it was placed. */
        private record Placed(String id, long nanos) {
            boolean isRecent() {
                return System.nanoTime() - nanos < LIFE.toNanos();
            }
        }
    }

    /** Calls that are up when they are needed, some on each connection. */
    final class RingingCalls implements Scenario {
        private static final int CALLS = 600;

        private final Map<Connection, Queue<String>> ringing = new ConcurrentHashMap<>();

        @Override
        public void prepare(Connection connection) throws IOException {
            Queue<String> calls = ringing.computeIfAbsent(connection, whose -> new ArrayDeque<>(CALLS));
            while (calls.size() < CALLS) {
                calls.add(placed(connection, RINGING));
            }
        }

        @Override
        public int run(Connection connection) throws IOException {
            String id = Objects.requireNonNull(ringing.get(connection)).poll();
            return id == null ? 0 : post(connection, Envelope.disconnect(id));
        }
    }

    /** An envelope about a call. */
    @FunctionalInterface
    interface Question {
        byte[] about(String id);
    }
}
