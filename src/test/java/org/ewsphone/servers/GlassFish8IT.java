package org.ewsphone.servers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** GlassFish 8 needs Java 21: the JDK that runs the tests, or one that the environment or the machine has. */
final class GlassFish8IT extends ServerContract {

    private static final Optional<Path> JDK = Jdks.atLeast(21);

    @Override
    ServletServer start(Workplace workplace) throws IOException {
        return GlassFish.start(Distribution.named("glassfish-8.0"), workplace);
    }

    @Override
    Path javaHome() {
        assumeTrue(JDK.isPresent(), "There is no JDK 21 or newer here: set JAVA_HOME_21 or JAVA_HOME_25");
        return JDK.orElseThrow();
    }

    /** GlassFish 8.0.0 has a ResourceValidator, which keeps what it looked at last, whoever deploys. */
    @Override
    boolean remembersTheLastDeployment() {
        return true;
    }

    @Override
    boolean offersHttp2() {
        return true;
    }
}
