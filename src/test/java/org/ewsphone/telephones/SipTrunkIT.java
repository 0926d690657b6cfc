package org.ewsphone.telephones;

import static org.ewsphone.telephones.Trunk.HELLO;
import static org.ewsphone.telephones.Trunk.LONG_STORY;
import static org.ewsphone.telephones.Trunk.NORMAL_END;
import static org.ewsphone.telephones.Trunk.NUMBER;
import static org.ewsphone.telephones.Trunk.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.ewsphone.launcher.RunningWar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server process towards a trunk that behaves in every way a trunk may. */
final class SipTrunkIT {

    @TempDir
    private static Path directory;

    private abstract static class Stories {
        private final String protocol;
        private RunningWar war;
        private int port;
        private Caller caller;

        private Stories(String protocol) {
            this.protocol = protocol;
        }

        @BeforeAll
        void start() throws Exception {
            Sipp.program();
            port = Loopback.freePort();
            war = Trunk.to(
                            "sip:" + Loopback.ADDRESS + ":" + port + ";transport=" + protocol,
                            "gateway.sip.options=false",
                            "gateway.sip.answer-time=2s",
                            "call.ring-time=3s")
                    .start();
            caller = Caller.at(war);
        }

        @AfterAll
        void stop() throws IOException {
            if (war != null) {
                war.close();
            }
        }

        Sipp network(String scenario) throws IOException {
            return network(scenario, Map.of());
        }

        Sipp network(String scenario, Map<String, String> words) throws IOException {
            return Sipp.start(directory, protocol, port, scenario, words);
        }

        Caller caller() {
            return caller;
        }

        @Test
        void the_message_is_played_and_then_hung_up() throws Exception {
            try (Sipp network = network("answer")) {
                String call = caller.plays(HELLO, NUMBER);

                caller.sees(call, "Connected");
                assertEquals(NORMAL_END, caller.seesTheEndOf(call));
                network.hadItsWay();
            }
        }

        @Test
        void an_answered_call_is_hung_up_by_its_owner() throws Exception {
            try (Sipp network = network("answer")) {
                String call = caller.plays(LONG_STORY, NUMBER);
                caller.sees(call, "Connected");

                caller.hangsUp(call);

                assertEquals(NORMAL_END, caller.asksFor(call));
                network.hadItsWay();
            }
        }

        @Test
        void sound_comes_before_the_answer_and_the_other_side_hangs_up() throws Exception {
            try (Sipp network = network("early-media")) {
                String call = caller.plays(LONG_STORY, NUMBER);

                caller.sees(call, "Alerted");
                caller.sees(call, "Connected");
                assertEquals(NORMAL_END, caller.seesTheEndOf(call));
                network.hadItsWay();
            }
        }

        @Test
        void the_telephone_is_lifted_in_the_moment_of_the_cancelling() throws Exception {
            try (Sipp network = network("answer-crosses-cancel")) {
                String call = caller.plays(LONG_STORY, NUMBER);
                caller.sees(call, "Alerted");

                caller.hangsUp(call);

                assertEquals(NORMAL_END, caller.asksFor(call));
                network.hadItsWay();
            }
        }

        @ParameterizedTest
        @CsvSource({
            "refuse, 486, Busy Here, UserBusy",
            "ring-and-refuse, 480, Temporarily Unavailable, NoAnswer",
        })
        void a_refusal_is_told_with_its_cause(String scenario, int code, String text, String cause) throws Exception {
            refused(scenario, code, text, cause);
        }

        void refused(String scenario, int code, String text, String cause) throws Exception {
            try (Sipp network = network(scenario, Map.of("code", "" + code, "text", text))) {
                String call = caller.plays(HELLO, NUMBER);

                assertEquals(failure(cause, code, text), caller.seesTheEndOf(call));
                network.hadItsWay();
            }
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    final class By_udp extends Stories {
        By_udp() {
            super("udp");
        }

        @ParameterizedTest
        @CsvSource({
            "refuse, 600, Busy Everywhere, UserBusy",
            "refuse, 480, Temporarily Unavailable, Unavailable",
            "refuse, 408, Request Timeout, Unavailable",
            "ring-and-refuse, 408, Request Timeout, NoAnswer",
            "refuse, 404, Not Found, Unavailable",
            "refuse, 503, Service Unavailable, Unavailable",
            "ring-and-refuse, 603, Decline, Other",
            "refuse, 302, Moved Temporarily, Other",
        })
        void another_refusal_is_told_with_its_cause(String scenario, int code, String text, String cause)
                throws Exception {
            refused(scenario, code, text, cause);
        }

        @Test
        void a_telephone_that_rings_too_long_is_given_up() throws Exception {
            try (Sipp network = network("ring")) {
                String call = caller().plays(HELLO, NUMBER);

                assertEquals(failure("NoAnswer", 487, "Request Terminated"), caller().seesTheEndOf(call));
                network.hadItsWay();
            }
        }

        @Test
        void a_telephone_that_rings_is_hung_up() throws Exception {
            try (Sipp network = network("ring")) {
                String call = caller().plays(HELLO, NUMBER);
                caller().sees(call, "Alerted");

                caller().hangsUp(call);

                assertEquals(NORMAL_END, caller().asksFor(call));
                network.hadItsWay();
            }
        }

        @Test
        void an_answer_in_the_moment_of_giving_up_is_hung_up() throws Exception {
            try (Sipp network = network("answer-crosses-cancel")) {
                String call = caller().plays(HELLO, NUMBER);

                assertEquals(failure("NoAnswer", 487, "Request Terminated"), caller().seesTheEndOf(call));
                network.hadItsWay();
            }
        }

        @Test
        void an_answer_after_silence_comes_too_late() throws Exception {
            try (Sipp network = network("answer-late")) {
                String call = caller().plays(HELLO, NUMBER);

                assertEquals(failure("Unavailable", 408, "Request Timeout"), caller().seesTheEndOf(call));
                network.hadItsWay();
            }
        }

        @Test
        void nobody_is_there() throws Exception {
            String call = caller().plays(HELLO, NUMBER);

            assertEquals(failure("Unavailable", 408, "Request Timeout"), caller().seesTheEndOf(call));
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    final class By_tcp extends Stories {
        By_tcp() {
            super("tcp");
        }

        @Test
        void nobody_is_there() {
            String refusal = caller().isRefused(HELLO, NUMBER);

            assertTrue(refusal.startsWith("ErrorUnifiedMessagingServerNotFound:"), refusal);
        }
    }
}
