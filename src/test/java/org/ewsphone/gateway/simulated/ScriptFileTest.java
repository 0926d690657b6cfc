package org.ewsphone.gateway.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.ewsphone.call.ItemId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptFileTest {

    private static final Logger LOG = Logger.getLogger(ScriptFile.class.getName());

    private final ManualTimeline clock = new ManualTimeline();
    private final List<String> log = new ArrayList<>();
    private final Handler diary = new Diary();

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void write_the_first_script() throws IOException {
        file = directory.resolve("script.json");
        write("first");
        LOG.addHandler(diary);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void closeDiary() {
        LOG.removeHandler(diary);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void a_changed_file_is_read_again() throws IOException {
        var script = open();
        write("second-one");
        clock.advance(Duration.ofSeconds(1));

        assertTrue(has(script, "second-one"));
        assertFalse(has(script, "first"));
    }

    @Test
    void a_file_is_looked_at_no_more_than_once_a_second() throws IOException {
        var script = open();
        write("second-one");
        clock.advance(Duration.ofMillis(999));

        assertTrue(has(script, "first"));
    }

    @Test
    void a_broken_file_keeps_the_old_script_and_is_told_of_once() throws IOException {
        var script = open();
        Files.writeString(file, "{\"messages\": [\n{\"mailbx\": \"demo\"}]}");

        for (int look = 0; look < 3; look++) {
            clock.advance(Duration.ofSeconds(1));
            assertTrue(has(script, "first"));
        }

        assertEquals(
                List.of("WARNING " + file
                        + ", line 2, column 2: unknown key \"mailbx\"; expected one of id, mailbox."
                        + " The messages stay as they were until the script is mended."),
                log);
    }

    @Test
    void a_mended_file_counts_again() throws IOException {
        var script = open();
        Files.writeString(file, "{");
        clock.advance(Duration.ofSeconds(1));
        assertTrue(has(script, "first"));

        write("mended");
        clock.advance(Duration.ofSeconds(1));

        assertTrue(has(script, "mended"));
    }

    @Test
    void a_file_that_vanishes_keeps_the_old_script() throws IOException {
        var script = open();
        Files.delete(file);
        clock.advance(Duration.ofSeconds(1));

        assertTrue(has(script, "first"));
        assertEquals(1, log.size());
    }

    @Test
    void a_clock_that_is_set_back_does_not_keep_us_from_looking() throws IOException {
        var script = open();
        write("second-one");
        clock.setBack(Duration.ofHours(1));

        assertTrue(has(script, "second-one"));
    }

    @Test
    void a_file_that_is_not_utf_8_is_refused() throws IOException {
        Files.write(file, new byte[] {'{', (byte) 0xff, '}'});

        var thrown = assertThrows(ScriptException.class, this::open);

        assertEquals(file + ": this is not UTF-8", thrown.getMessage());
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_script() throws IOException {
        Files.writeString(file, "\uFEFF{}");

        assertEquals(List.of(), open().get().calls());
    }

    private ScriptFile open() {
        return new ScriptFile(file, clock, "messages");
    }

    private void write(String message) throws IOException {
        Files.writeString(file, "{\"messages\": [{\"mailbox\": \"demo\", \"id\": \"" + message + "\"}]}");
    }

    private static boolean has(ScriptFile script, String message) {
        return script.get().message("demo", new ItemId(message)).isPresent();
    }

    /** Keeps the warnings. */
    private final class Diary extends Handler {
        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                log.add(record.getLevel() + " " + record.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
