package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every shell command of the README and the documents, as it stands there. Above a block may stand
 * {@code <!-- test: shows TEXT -->}, which its output must have, or {@code <!-- test: not run, because … -->}.
 */
@Timeout(300)
final class DocumentedCommandsIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    private static @Nullable RunningWar war;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "This machine has no bash");
        war = RunningWar.start("--user", "demo:secret", "--set", "user.roles=operator");
        Files.createSymbolicLink(directory.resolve(".ews-phone"), war.home());
        for (String known : List.of("target", "src", "pom.xml", "docker")) {
            Files.createSymbolicLink(directory.resolve(known), Path.of(known).toAbsolutePath());
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (war != null) {
            war.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> a_command_does_what_the_reader_expects() {
        List<Snippet> commands = Snippet.all().stream()
                .filter(snippet -> snippet.language().equals("sh"))
                .toList();
        assertFalse(commands.isEmpty());
        return commands.stream().map(block -> DynamicTest.dynamicTest(block.name(), () -> run(block)));
    }

    private void run(Snippet block) throws Exception {
        String mark = block.mark().orElse("");
        assumeTrue(!mark.startsWith("not run, because "), mark);
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder("/bin/bash", "-c", script(block.text()))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        String told = Files.readString(output);

        assertTrue(ended, told);
        assertEquals(0, process.exitValue(), told);
        if (mark.startsWith("shows ")) {
            assertTrue(told.contains(mark.substring("shows ".length())), told);
        }
    }

    /** As typed at a terminal, but for the port and the password, and without leaving anything behind. */
    private static String script(String commands) {
        RunningWar server = Objects.requireNonNull(war);
        return String.join(
                "\n",
                "set -e",
                "shopt -s expand_aliases",
                "trap 'kill $(jobs -p) 2>/dev/null || true; wait' EXIT",
                "export HOME=" + directory + " EWS_PHONE_HOME=" + directory.resolve("another-home"),
                "export EWS_PHONE_PASSWORD=" + server.password() + " PATH="
                        + Path.of(System.getProperty("java.home"), "bin") + ":$PATH",
                "unset EWS_PHONE_USER",
                commands.replace(
                                "https://localhost:8443",
                                "https://localhost:" + server.url().getPort())
                        .replace("-u demo ", "-u demo:" + server.password() + " "));
    }
}
