package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes of a start, kept by the JVM for the next ones. */
class StartUpArchiveIT {

    private static final Path WAR =
            Path.of(System.getProperty("ews-phone.test.war", "")).toAbsolutePath();

    @TempDir
    private Path temporary;

    @Test
    void a_start_takes_its_classes_from_what_a_rehearsal_has_left() throws Exception {
        Path archive = temporary.resolve("EWS.jsa");
        Path loaded = temporary.resolve("loaded");

        String told = rehearse("-XX:ArchiveClassesAtExit=" + archive);

        assertTrue(told.contains("A server has started, placed a call, and ended."), told);
        try (var war = RunningWar.arranged()
                .jvmOption("-XX:SharedArchiveFile=" + archive)
                .jvmOption("-Xlog:class+load:file=" + loaded)
                .start()) {
            assertAnswers(war);
            assertComesFromTheArchive("org.ewsphone.launcher.Main", loaded);
            assertComesFromTheArchive("org.ewsphone.app.Application", loaded);
            assertComesFromTheArchive("org.apache.catalina.core.StandardContext", loaded);
        }
    }

    @Test
    void a_rehearsal_leaves_nothing_else() throws Exception {
        rehearse("-Duser.home=" + temporary.resolve("user"), "-Djava.io.tmpdir=" + temporary);

        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(temporary.resolve("told")), left.toList());
        }
    }

    @Test
    void an_archive_of_another_file_is_passed_over() throws Exception {
        Path archive = Files.writeString(temporary.resolve("EWS.jsa"), "This is none.");

        try (var war = RunningWar.arranged()
                .jvmOption("-XX:SharedArchiveFile=" + archive)
                .start()) {
            assertAnswers(war);
        }
    }

    @Test
    void an_archive_that_is_missing_is_no_hindrance() throws Exception {
        Path archive = temporary.resolve("EWS.jsa");

        try (var war = RunningWar.arranged()
                .jvmOption("-XX:SharedArchiveFile=" + archive)
                .start()) {
            assertAnswers(war);
            assertFalse(Files.exists(archive));
        }
    }

    private static void assertAnswers(RunningWar war) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(war.url("/EWS/health/ready")).build();

        assertEquals(200, war.client().send(request, BodyHandlers.discarding()).statusCode());
    }

    private static void assertComesFromTheArchive(String type, Path loaded) throws IOException {
        List<String> lines = Files.readAllLines(loaded).stream()
                .filter(line -> line.contains(" " + type + " source: "))
                .toList();

        assertTrue(!lines.isEmpty() && lines.get(0).contains("source: shared objects file"), lines::toString);
    }

    private String rehearse(String... jvmOptions) throws IOException, InterruptedException {
        Path told = temporary.resolve("told");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-jar", WAR.toString(), "rehearse"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        try {
            assertTrue(process.waitFor(1, TimeUnit.MINUTES), () -> "It did not end: " + process);
        } finally {
            process.destroyForcibly();
        }
        assertEquals(ExitCode.OK, process.exitValue(), Files.readString(told));
        return Files.readString(told);
    }
}
