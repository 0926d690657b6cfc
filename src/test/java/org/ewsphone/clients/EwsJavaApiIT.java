package org.ewsphone.clients;

import java.net.URI;
import java.nio.file.Files;
import javax.net.ssl.SSLContext;
import org.ewsphone.launcher.RunningWar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Microsoft's own client for Java and {@code java -jar}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EwsJavaApiIT extends EwsJavaApiScenario {

    @SuppressWarnings("NullAway.Init")
    private RunningWar war;

    @BeforeAll
    void start() throws Exception {
        RunningWar.Arrangement arrangement =
                RunningWar.arranged().with("--user", "demo:demo", "--set", "call.ring-time=2s");
        Files.createDirectories(arrangement.home());
        Files.writeString(
                arrangement.home().resolve("users"), "ben:{bcrypt}" + new BCryptPasswordEncoder(4).encode("ben"));
        war = arrangement.start();
    }

    @AfterAll
    void stop() throws Exception {
        war.close();
    }

    @Override
    protected URI url() {
        return war.url();
    }

    @Override
    protected SSLContext trust() {
        return war.trust();
    }
}
