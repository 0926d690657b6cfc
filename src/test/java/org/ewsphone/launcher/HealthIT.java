package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a supervisor asks. */
final class HealthIT {

    @Test
    void a_server_that_answers_is_ready() throws Exception {
        try (var war = RunningWar.start()) {
            var asked =
                    RunningWar.arranged().with("health", war.url().toString()).run();

            assertEquals(ExitCode.OK, asked.exitCode(), asked.output());
            assertEquals(war.url() + ": ready\n", asked.output());
        }
    }

    @Test
    void the_ready_file_tells_where_the_server_is() throws Exception {
        try (var war = RunningWar.start()) {
            var asked = RunningWar.arranged()
                    .with("health", "--ready-file", war.readyFile().toString())
                    .run();

            assertEquals(ExitCode.OK, asked.exitCode(), asked.output());
        }
    }

    @Test
    void where_nobody_answers_nothing_is_ready() throws Exception {
        var asked = RunningWar.arranged()
                .with("health", "https://127.0.0.1:1/EWS/Exchange.asmx")
                .run();

        assertEquals(HealthCommand.NOT_READY, asked.exitCode());
        assertTrue(asked.output().startsWith("https://127.0.0.1:1/EWS/Exchange.asmx: not reached"), asked.output());
    }
}
