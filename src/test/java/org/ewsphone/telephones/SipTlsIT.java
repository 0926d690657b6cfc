package org.ewsphone.telephones;

import static org.ewsphone.telephones.Trunk.HELLO;
import static org.ewsphone.telephones.Trunk.LONG_STORY;
import static org.ewsphone.telephones.Trunk.NORMAL_END;
import static org.ewsphone.telephones.Trunk.NUMBER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ewsphone.client.EwsErrorException;
import org.ewsphone.clients.Patience;
import org.ewsphone.launcher.RunningWar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server process towards a trunk that is reached by TLS, and towards others who only say that they are that trunk. */
final class SipTlsIT {

    @TempDir
    private static Path directory;

    private static int port;
    private static Certified trunk;
    private static Certified elsewhere;
    private static RunningWar war;
    private static Caller caller;

    @BeforeAll
    static void start() throws Exception {
        Sipp.program();
        port = Loopback.freePort();
        trunk = Certified.as(directory, "trunk", "dns:localhost");
        elsewhere = Certified.as(directory, "elsewhere", "dns:elsewhere.example.org");
        Path trusted = Files.writeString(
                directory.resolve("trusted.pem"),
                Files.readString(trunk.certificate()) + Files.readString(elsewhere.certificate()));
        war = Trunk.to(
                        "sip:localhost:" + port + ";transport=tls",
                        "gateway.sip.options=false",
                        "gateway.sip.tls.trust=" + trusted)
                .start();
        caller = Caller.at(war);
    }

    @AfterAll
    static void stop() throws IOException {
        if (war != null) {
            war.close();
        }
    }

    @Test
    void the_right_certificate() throws Exception {
        int behind = Loopback.freePort();
        String contact = "sip:phone@" + Loopback.ADDRESS + ":" + port + ";transport=tls";
        try (Sipp network = Sipp.start(directory, "tcp", behind, contact, "answer", 1, Map.of());
                var front = new TlsFront(trunk, port, behind)) {
            String call = placedOnceAPauseIsOver();
            caller.sees(call, "Connected");

            caller.hangsUp(call);

            assertEquals(NORMAL_END, caller.asksFor(call));
            network.hadItsWay();
            assertEquals(0, front.refused());
        }
    }

    @Test
    void a_certificate_that_nobody_we_trust_has_signed() throws Exception {
        refused(Certified.as(directory, "stranger", "dns:localhost"));
    }

    @Test
    void a_trusted_certificate_of_another_host() throws Exception {
        refused(elsewhere);
    }

    /** Who was not reached is left alone for a second, so the handshake is awaited, and not only the refusal. */
    private static void refused(Certified other) throws Exception {
        try (var front = new TlsFront(other, port, Loopback.freePort())) {
            var patience = new Patience();
            do {
                String refusal = caller.isRefused(HELLO, NUMBER);
                assertTrue(refusal.startsWith("ErrorUnifiedMessagingServerNotFound:"), refusal);
            } while (front.refused() == 0 && patience.isLeft());
            assertTrue(front.refused() > 0, war.log());
        }
    }

    private static String placedOnceAPauseIsOver() throws Exception {
        var patience = new Patience();
        while (true) {
            try {
                return caller.plays(LONG_STORY, NUMBER);
            } catch (EwsErrorException e) {
                assertTrue(patience.isLeft(), e.getMessage() + "\n" + war.log());
            }
        }
    }
}
