package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarIT {

    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path temporary;

    @Test
    void it_answers_by_https_and_http() throws Exception {
        try (var war = RunningWar.start("--http-port", "0")) {
            assertEquals("https", war.url().getScheme());
            assertTrue(get(war, war.url()).statusCode() > 0);
            assertEquals("http", war.plainUrl().getScheme());
            assertTrue(get(war, war.plainUrl()).statusCode() > 0);
        }
    }

    @Test
    void it_tells_where_it_is_and_what_to_trust() throws Exception {
        try (var war = RunningWar.start()) {
            assertTrue(war.output().contains("  " + war.url() + "\n"), war.output());
            assertTrue(war.output().contains("curl --cacert " + war.certificate()), war.output());
        }
    }

    @Test
    void the_request_it_prints_works_as_printed() throws Exception {
        try (var war = RunningWar.start()) {
            String command = war.output().substring(war.output().indexOf("curl "));
            Path answer = temporary.resolve("answer");

            Process shell = new ProcessBuilder("sh", "-c", command)
                    .redirectOutput(answer.toFile())
                    .redirectError(Redirect.DISCARD)
                    .start();

            assertEquals(0, shell.waitFor());
            assertTrue(Files.readString(answer).contains("<ResponseCode>NoError</ResponseCode>"));
        }
    }

    @Test
    void the_user_it_made_may_come_in_and_no_other() throws Exception {
        try (var war = RunningWar.start()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(war.url("/EWS/Services.wsdl"));

            assertEquals(
                    401,
                    war.client()
                            .send(request.build(), BodyHandlers.discarding())
                            .statusCode());
            request.header("Authorization", war.authorization());
            assertEquals(
                    200,
                    war.client()
                            .send(request.build(), BodyHandlers.discarding())
                            .statusCode());
        }
    }

    @Test
    void the_password_of_a_given_user_is_not_printed() throws Exception {
        try (var war = RunningWar.start("--user", "ana:correct horse")) {
            assertEquals("ana", war.user());
            assertTrue(war.output().contains("\nUser\n  ana\n"), war.output());
            assertFalse((war.output() + war.log()).contains("horse"), war.output());
        }
    }

    @Test
    void a_ready_file_that_cannot_be_ends_it_with_one_line() throws Exception {
        Path file = temporary.resolve("missing/ready");

        var ended = RunningWar.arranged().with("--ready-file", file.toString()).run();

        assertEquals(ExitCode.USAGE, ended.exitCode());
        List<String> complaints =
                ended.log().lines().filter(line -> !line.contains(" INFO ")).toList();
        assertEquals(1, complaints.size(), ended.log());
        assertTrue(complaints.get(0).startsWith("The ready-file " + file + " cannot be written"), ended.log());
    }

    @Test
    void a_calm_start_logs_no_warning() throws Exception {
        try (var war = RunningWar.start()) {
            assertFalse(war.log().contains("WARNING") || war.log().contains("SEVERE"), war.log());
        }
    }

    @Test
    void a_second_one_at_the_same_port_says_so() throws Exception {
        try (var war = RunningWar.start()) {
            var second = RunningWar.arranged()
                    .with("--https-port", Integer.toString(war.url().getPort()))
                    .run();

            assertEquals(ExitCode.CANNOT_LISTEN, second.exitCode());
            assertEquals(
                    "The port " + war.url().getPort()
                            + " at 127.0.0.1 is taken. Choose another port with --https-port N; 0 takes a free one.\n",
                    second.log());
        }
    }

    @Test
    void sigterm_ends_it_and_removes_the_ready_file() throws Exception {
        try (var war = RunningWar.start()) {
            assertEquals(TERMINATED, war.terminate());

            assertFalse(Files.exists(war.readyFile()));
            assertFalse(war.log().contains("WARNING") || war.log().contains("SEVERE"), war.log());
        }
    }

    @Test
    void it_keeps_its_certificate_over_a_power_failure() throws Exception {
        try (var war = RunningWar.start()) {
            byte[] certificate = Files.readAllBytes(war.certificate());
            war.kill();

            try (var again = war.again()) {
                assertTrue(Arrays.equals(certificate, Files.readAllBytes(again.certificate())));
            }
        }
    }

    @Test
    void a_home_directory_that_cannot_be_is_told_in_one_line() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));

        var ended = RunningWar.arranged().with("--home", file.toString()).run();

        assertEquals(ExitCode.USAGE, ended.exitCode());
        assertEquals(1, ended.log().lines().count(), ended.log());
        assertTrue(ended.log().startsWith("The home directory " + file + " cannot be written"), ended.log());
        assertTrue(ended.log().contains("--home DIR"), ended.log());
    }

    @Test
    void asking_leaves_the_home_directory_alone() throws Exception {
        Path home = temporary.resolve("home");

        var ended = RunningWar.arranged()
                .with("--print-config", "--home", home.toString())
                .run();

        assertEquals(ExitCode.OK, ended.exitCode(), ended.log());
        assertTrue(ended.output().contains(home.toString()), ended.output());
        assertFalse(Files.exists(home));
    }

    @Test
    void its_version_is_that_of_the_build() throws Exception {
        var ended = RunningWar.arranged().with("--version").run();

        assertTrue(ended.output().matches("ews-phone [0-9]+\\.[0-9]+.*\\R"), ended.output());
    }

    @Test
    void its_classes_are_not_served() throws Exception {
        try (var war = RunningWar.start()) {
            for (String path : List.of(
                    "/EWS/WEB-INF/launcher/classes/org/ewsphone/launcher/EwsPhone.class",
                    "/EWS/META-INF/MANIFEST.MF",
                    "/EWS/%2e%2e/WEB-INF/classes/org/ewsphone/app/Application.class",
                    "/META-INF/MANIFEST.MF")) {
                assertTrue(get(war, war.url(path)).statusCode() >= 400, path);
            }
        }
    }

    @Test
    void its_root_holds_no_class() throws IOException {
        try (var zip = new ZipFile(System.getProperty("ews-phone.test.war"))) {
            assertEquals(
                    List.of(),
                    zip.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.endsWith(".class") || name.endsWith(".jar"))
                            .filter(name -> !name.startsWith("WEB-INF/") && !name.startsWith("META-INF/versions/"))
                            .toList());
        }
    }

    private static HttpResponse<String> get(RunningWar war, URI url) throws IOException, InterruptedException {
        return war.client().send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }
}
