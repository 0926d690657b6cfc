package org.ewsphone.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.ewsphone.call.Calls;
import org.ewsphone.call.DialString;
import org.ewsphone.call.OperationRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class AuditTrailTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Logger LOG = Logger.getLogger(AuditTrail.class.getName());

    @TempDir
    private Path home;

    private final LogLines log = new LogLines();

    @BeforeEach
    void listen() {
        LOG.setUseParentHandlers(false);
        LOG.addHandler(log);
    }

    @AfterEach
    void stop_listening() {
        LOG.removeHandler(log);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void an_operation_is_a_line_with_neither_its_number_nor_its_id() throws Exception {
        try (var trail = started(file())) {
            trail.on(play("ana", "+34 911 234 567"));
        }

        assertEquals(
                List.of("{\"time\":\"2026-11-23T12:00:00Z\",\"request\":\"r1\",\"caller\":\"ana\",\"mailbox\":\"ben\","
                        + "\"address\":\"192.0.2.7\",\"operation\":\"PlayOnPhone\","
                        + "\"call\":\"6b47e0d4a9b3d5ab\",\"number\":\"+*********4*567\",\"code\":\"NoError\","
                        + "\"status\":200,\"ms\":12}"),
                Files.readAllLines(file()).stream()
                        .map(line -> line.replaceAll("\"call\":\"[0-9a-f]{32}\"", "\"call\":\"6b47e0d4a9b3d5ab\""))
                        .toList());
    }

    @Test
    void what_could_not_be_read_has_no_operation() throws Exception {
        try (var trail = started(file())) {
            trail.on(new OperationRecord(
                    Calls.NOON,
                    "r1",
                    "ana",
                    "ana",
                    "192.0.2.7",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "ErrorSchemaValidation",
                    500,
                    Duration.ZERO));
        }

        JsonObject line = json(Files.readString(file()));
        assertFalse(line.containsKey("operation") || line.containsKey("call") || line.containsKey("number"));
        assertEquals("ErrorSchemaValidation", line.getString("code"));
    }

    @Test
    void whatever_a_name_is_made_of_it_stays_in_its_line() throws Exception {
        String name = "a\r\n{\"caller\":\"b\"}\u001b[2J\u0000\u007f\u0085\u202e\u2028\ud83d\ude00";
        try (var trail = started(file())) {
            trail.on(play(name, "5550100"));
        }

        String text = Files.readString(file());
        assertTrue(text.substring(0, text.length() - 1).chars().allMatch(c -> c >= ' ' && c < 0x7f), text);
        assertEquals(name, json(text).getString("caller"));
    }

    @ParameterizedTest
    @CsvSource({
        "4, 5550100, ***0100",
        "0, 5550100, *******",
        "4, +34911234567, +*******4567",
        "2, 1, 1",
        "4, sip:ana@example.com, *******************",
        "1, '1\u0663\n2', ***2"
    })
    void a_number_shows_its_last_digits_only(int digits, String number, String shown) throws Exception {
        try (var trail = new AuditTrail(file(), 10_000, 2, digits, 10, CLOCK)) {
            trail.start();
            trail.on(play("ana", number));
        }

        assertEquals(shown, json(Files.readString(file())).getString("number"));
    }

    @Test
    void a_full_file_makes_room_and_the_oldest_goes() throws Exception {
        try (var trail = new AuditTrail(file(), 1000, 3, 4, 100, CLOCK)) {
            trail.start();
            for (int i = 0; i < 50; i++) {
                trail.on(play("caller" + i, "5550100"));
            }
        }

        try (var files = Files.list(home)) {
            assertEquals(
                    List.of("audit.jsonl", "audit.jsonl.1", "audit.jsonl.2"),
                    files.map(file -> String.valueOf(file.getFileName()))
                            .sorted()
                            .toList());
        }
        int next = 49;
        for (String name : List.of("audit.jsonl", "audit.jsonl.1", "audit.jsonl.2")) {
            assertTrue(Files.size(home.resolve(name)) <= 1000);
            List<String> lines = Files.readAllLines(home.resolve(name));
            for (int i = lines.size() - 1; i >= 0; i--) {
                assertEquals("caller" + next--, json(lines.get(i)).getString("caller"));
            }
        }
    }

    @Test
    void only_its_owner_reads_it() throws Exception {
        try (var trail = started(file())) {
            trail.on(play("ana", "5550100"));
        }

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void half_a_line_of_an_earlier_time_stays_alone() throws Exception {
        Files.writeString(file(), "{\"time\":\"20");
        try (var trail = started(file())) {
            trail.on(play("ana", "5550100"));
        }

        List<String> lines = Files.readAllLines(file());
        assertEquals("{\"time\":\"20", lines.get(0));
        assertEquals("ana", json(lines.get(1)).getString("caller"));
    }

    @Test
    void a_file_that_is_taken_away_begins_anew() throws Exception {
        try (var trail = started(file())) {
            trail.on(play("ana", "5550100"));
            await(() -> Files.exists(file()) && Files.size(file()) > 0);
            Files.move(file(), home.resolve("taken"));
            trail.on(play("ben", "5550100"));
        }

        assertEquals("ana", json(Files.readString(home.resolve("taken"))).getString("caller"));
        assertEquals("ben", json(Files.readString(file())).getString("caller"));
    }

    @Test
    void a_full_disk_is_shouted_about_once_and_stops_nobody() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "This machine has no /dev/full");
        try (var trail = started(full)) {
            for (int i = 0; i < 5; i++) {
                trail.on(play("ana", "5550100"));
            }
            await(() -> trail.lost() == 5);
        }

        assertTrue(log.next().startsWith("AUDIT LINES ARE BEING LOST. The audit file /dev/full fails"));
        assertEquals("Audit lines lost since the start: 5", log.next());
    }

    @Test
    void a_file_that_can_be_written_again_is_and_the_log_tells_what_is_missing() throws Exception {
        Files.createDirectory(file());
        try (var trail = started(file())) {
            trail.on(play("ana", "5550100"));
            trail.on(play("ana", "5550100"));
            await(() -> trail.lost() == 2);
            Files.delete(file());
            trail.on(play("ben", "5550100"));

            assertTrue(log.next().startsWith("AUDIT LINES ARE BEING LOST"));
            assertEquals("The audit file " + file() + " is written again. Lines lost meanwhile: 2", log.next());
        }
        assertEquals("ben", json(Files.readString(file())).getString("caller"));
    }

    @Test
    void lines_that_come_too_fast_are_dropped_and_counted() throws Exception {
        try (var trail = new AuditTrail(file(), 10_000, 2, 4, 2, CLOCK)) {
            for (int i = 0; i < 5; i++) {
                trail.on(play("ana", "5550100"));
            }
            assertEquals(3, trail.lost());
            trail.start();
        }

        assertEquals(2, Files.readAllLines(file()).size());
        assertTrue(log.next().endsWith("it cannot be written as fast as requests come"));
    }

    private Path file() {
        return home.resolve("audit.jsonl");
    }

    private static AuditTrail started(Path file) {
        var trail = new AuditTrail(file, 10_000, 2, 4, 100, CLOCK);
        trail.start();
        return trail;
    }

    private static OperationRecord play(String caller, String number) {
        return new OperationRecord(
                Calls.NOON,
                "r1",
                caller,
                "ben",
                "192.0.2.7",
                Optional.of("PlayOnPhone"),
                Optional.of(Calls.ID.value()),
                Optional.of(new DialString(number)),
                "NoError",
                200,
                Duration.ofMillis(12));
    }

    private static JsonObject json(String line) {
        try (var reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    private static void await(Condition condition) throws IOException {
        while (!condition.holds()) {
            Thread.onSpinWait();
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    /** What the log says, to be waited for. */
    private static final class LogLines extends Handler {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            return String.valueOf(lines.poll(30, TimeUnit.SECONDS));
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
