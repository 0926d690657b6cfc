package org.ewsphone.telephones;

import static org.ewsphone.telephones.Trunk.LONG_STORY;
import static org.ewsphone.telephones.Trunk.NORMAL_END;
import static org.ewsphone.telephones.Trunk.NUMBER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.ewsphone.launcher.RunningWar;
import org.ewsphone.registry.jdbc.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two server processes that share a database, and a call whose server is killed while somebody listens. It goes through a proxy. */
final class SipNodesIT {

    @TempDir
    private static Path directory;

    private static int proxyPort;
    private static int networkPort;
    private static Kamailio proxy;
    private static Postgres database;

    @BeforeAll
    static void start() throws IOException {
        Sipp.program();
        proxyPort = Loopback.freePort();
        networkPort = Loopback.freePort();
        proxy = Kamailio.start(directory, proxyPort, networkPort);
        database = Postgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (database != null) {
            database.close();
        }
        if (proxy != null) {
            proxy.close();
        }
    }

    @Test
    void the_other_node_hangs_up_for_a_client() throws Exception {
        String shared = database.newSchema();
        try (Sipp network = Sipp.start(directory, "udp", networkPort, "answer", Map.of());
                RunningWar owner = node(shared);
                RunningWar other = node(shared)) {
            String call = Caller.at(owner).plays(LONG_STORY, NUMBER);
            Caller client = Caller.at(other);
            client.sees(call, "Connected");
            owner.kill();

            client.hangsUp(call);

            assertEquals(NORMAL_END, client.asksFor(call));
            network.hadItsWay();
        }
    }

    @Test
    void the_other_node_hangs_up_by_itself_when_the_owner_is_given_up() throws Exception {
        String shared = database.newSchema();
        try (Sipp network = Sipp.start(directory, "udp", networkPort, "answer", Map.of());
                RunningWar owner = node(shared);
                RunningWar other = node(shared)) {
            String call = Caller.at(owner).plays(LONG_STORY, NUMBER);
            Caller client = Caller.at(other);
            client.sees(call, "Connected");

            owner.kill();

            client.seesTheEndOf(call);
            network.hadItsWay();
        }
    }

    private static RunningWar node(String shared) throws IOException {
        return Trunk.to(
                        "sip:" + Loopback.ADDRESS + ":" + proxyPort + ";transport=udp",
                        "gateway.sip.user=gateway",
                        "gateway.sip.password=secret",
                        "registry=jdbc",
                        "registry.jdbc.url=" + shared,
                        "registry.jdbc.lease=4s")
                .start();
    }
}
