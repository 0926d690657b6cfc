package org.ewsphone.conform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** Section 8: what is too large or too slow. */
final class Limits {

    private static final int HUGE = 2_000_000_000;
    private static final int MANY_CHUNKS = 1024;
    private static final int CHUNK = 65_536;
    private static final int SLOWEST = 130_000;

    private Limits() {}

    static Stream<Check> checks() {
        return Stream.of(
                new Check("8", "a body that says it is too large gets 413 and a fault", Limits::saysItIsTooLarge),
                new Check("8", "a body that turns out too large gets 413 and a fault", Limits::turnsOutTooLarge),
                new Check("8", "a body that does not come gets 408 and a fault", Limits::tooSlow));
    }

    /** Nothing of the body is sent: whoever waits for it has not looked at the length. */
    private static Seen saysItIsTooLarge(Server server) throws IOException {
        try (Connection connection = server.connect()) {
            connection.write(server.harmless()
                    .with("Content-Length", Integer.toString(HUGE))
                    .head());
            return Refusals.refused(413, new Answer(connection.read(false)));
        }
    }

    private static Seen turnsOutTooLarge(Server server) throws IOException, InterruptedException {
        try (Connection connection = server.connect()) {
            connection.write(
                    server.harmless().chunked(CHUNK).without("Content-Length").head());
            var sender = new Thread(() -> send(connection), "conform-sender");
            sender.setDaemon(true);
            sender.start();
            return Refusals.refused(413, new Answer(connection.read(false)));
        }
    }

    /** Until the server has had enough. */
    private static void send(Connection connection) {
        byte[] blanks = new byte[CHUNK];
        Arrays.fill(blanks, (byte) ' ');
        try {
            for (int i = 0; i < MANY_CHUNKS; i++) {
                connection.write(Request.chunk(blanks));
            }
        } catch (IOException e) {
            return; // The answer tells the rest
        }
    }

    private static Seen tooSlow(Server server) throws IOException {
        server.mustBePatient();
        Request request = server.harmless();
        try (Connection connection = server.connect()) {
            connection.waitAtMost(SLOWEST);
            connection.write(request.head());
            connection.write("<?xml version".getBytes(StandardCharsets.US_ASCII));
            return Refusals.refused(408, new Answer(connection.read(false)));
        }
    }
}
