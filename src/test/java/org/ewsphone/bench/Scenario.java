package org.ewsphone.bench;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** What a client does on its connection, again and again. */
@FunctionalInterface
interface Scenario {

    /** How many calls {@link #script} has, of which every client asks in turn. */
    int CALLS = 1000;

    /** Does it once, and returns how many requests that were. */
    int run(Connection connection) throws IOException;

    /** Hangs up a call; all but the first time it is over already. */
    static Scenario disconnect() {
        var next = new AtomicInteger();
        return connection -> post(connection, Envelope.disconnect(call(next.getAndIncrement())));
    }

    /** Looks at a call. */
    static Scenario information() {
        var next = new AtomicInteger();
        return connection -> post(connection, Envelope.information(call(next.getAndIncrement())));
    }

    /** Calls somebody who is busy. */
    static Scenario play() {
        return connection -> post(connection, Envelope.play("5550101"));
    }

    /** Calls somebody and hangs up while it rings. */
    static Scenario playAndDisconnect() {
        return connection -> {
            String id = Envelope.idIn(connection.post(Envelope.play("5550102")));
            return 1 + post(connection, Envelope.disconnect(id));
        };
    }

    private static int post(Connection connection, byte[] envelope) throws IOException {
        connection.post(envelope);
        return 1;
    }

    private static String call(int number) {
        return "BENCHCALL%04d".formatted(number % CALLS);
    }

    /** The simulated network in which all of this can be done. */
    static String script() {
        var calls = new StringBuilder();
        for (int i = 0; i < CALLS; i++) {
            calls.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"")
                    .append(call(i))
                    .append("\",\"mailbox\":\"demo\",\"state\":\"Connected\"}");
        }
        return """
                {"subscribers": [{"number": "5550101", "does": "busy"}, {"number": "5550102", "does": "no-answer"}],
                 "messages": [{"mailbox": "demo", "id": "AAMkDemo1"}],
                 "calls": [%s]}
                """.formatted(calls);
    }
}
