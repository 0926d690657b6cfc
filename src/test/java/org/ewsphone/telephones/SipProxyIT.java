package org.ewsphone.telephones;

import static org.ewsphone.telephones.Trunk.HELLO;
import static org.ewsphone.telephones.Trunk.LONG_STORY;
import static org.ewsphone.telephones.Trunk.NORMAL_END;
import static org.ewsphone.telephones.Trunk.NUMBER;
import static org.ewsphone.telephones.Trunk.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** The server process behind a proxy that asks who it is, and through which everything has to go that comes later. */
final class SipProxyIT {

    @TempDir
    private static Path directory;

    private static int proxyPort;
    private static int networkPort;
    private static Kamailio proxy;

    @BeforeAll
    static void start_the_proxy() throws IOException {
        Sipp.program();
        proxyPort = Loopback.freePort();
        networkPort = Loopback.freePort();
        proxy = Kamailio.start(directory, proxyPort, networkPort);
    }

    @AfterAll
    static void stop_the_proxy() throws IOException {
        if (proxy != null) {
            proxy.close();
        }
    }

    private static Sipp network(String scenario, Map<String, String> words) throws IOException {
        return Sipp.start(directory, "udp", networkPort, scenario, words);
    }

    private static RunningWar server(String protocol, String password) throws IOException {
        return Trunk.to(
                        "sip:" + Loopback.ADDRESS + ":" + proxyPort + ";transport=" + protocol,
                        "gateway.sip.user=gateway",
                        "gateway.sip.password=" + password)
                .start();
    }

    @Test
    void the_wrong_password_is_asked_for_once_more_and_then_the_call_is_over() throws Exception {
        try (RunningWar war = server("udp", "guessed")) {
            Caller caller = Caller.at(war);
            String call = caller.plays(HELLO, NUMBER);

            assertEquals(failure("Other", 407, "Proxy Authentication Required"), caller.seesTheEndOf(call));
        }
    }

    private abstract static class Stories {
        private final String protocol;
        private RunningWar war;
        private Caller caller;

        private Stories(String protocol) {
            this.protocol = protocol;
        }

        @BeforeAll
        void start() throws IOException {
            war = server(protocol, "secret");
            caller = Caller.at(war);
        }

        @AfterAll
        void stop() throws IOException {
            if (war != null) {
                war.close();
            }
        }

        @Test
        void the_owner_hangs_up_by_the_route() throws Exception {
            long acknowledged = proxy.times("ACK by its route");
            long ended = proxy.times("BYE by its route");
            try (Sipp network = network("answer", Map.of())) {
                String call = caller.plays(LONG_STORY, NUMBER);
                caller.sees(call, "Connected");

                caller.hangsUp(call);

                assertEquals(NORMAL_END, caller.asksFor(call));
                network.hadItsWay();
                assertEquals(acknowledged + 1, proxy.times("ACK by its route"));
                assertEquals(ended + 1, proxy.times("BYE by its route"));
            }
        }

        @Test
        void a_telephone_that_rings_is_hung_up() throws Exception {
            long cancelled = proxy.times("CANCEL on its way");
            try (Sipp network = network("ring-behind-proxy", Map.of())) {
                String call = caller.plays(LONG_STORY, NUMBER);
                caller.sees(call, "Alerted");

                caller.hangsUp(call);

                assertEquals(NORMAL_END, caller.asksFor(call));
                network.hadItsWay();
                assertEquals(cancelled + 1, proxy.times("CANCEL on its way"));
            }
        }

        @Test
        void a_refusal_comes_back() throws Exception {
            try (Sipp network = network("ring-and-refuse", Map.of("code", "486", "text", "Busy Here"))) {
                String call = caller.plays(HELLO, NUMBER);

                assertEquals(failure("UserBusy", 486, "Busy Here"), caller.seesTheEndOf(call));
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
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    final class By_tcp extends Stories {
        By_tcp() {
            super("tcp");
        }
    }
}
