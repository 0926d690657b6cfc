package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The published suite, put to the server that it was published with. */
@Timeout(120)
class ConformIT {

    /** They take a minute each. */
    private static final List<String> SKIPPED = List.of(
            "a body that does not come gets 408 and a fault", "a telephone that nobody answers fails with NoAnswer");

    @TempDir
    private Path temporary;

    @Test
    void this_server_holds_every_check() throws Exception {
        var arranged = RunningWar.arranged().with("--user", "demo:secret");
        Files.createDirectories(arranged.home());
        Files.writeString(
                arranged.home().resolve("users"),
                "ana:" + "{bcrypt}" + new BCryptPasswordEncoder().encode("secret") + "\n");
        try (var war = arranged.start()) {
            JsonObject report = conform(
                    war.url().toString(),
                    "--user",
                    "demo:secret",
                    "--other-user",
                    "ana:secret",
                    "--cacert",
                    war.certificate().toString(),
                    "--town",
                    "--output",
                    "json");

            assertEquals(List.of(), of("not held", report));
            assertEquals(SKIPPED, of("skipped", report));
        }
    }

    private JsonObject conform(String... arguments) throws Exception {
        Path output = temporary.resolve("output");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("ews-phone.test.war"),
                "conform"));
        command.addAll(List.of(arguments));
        new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        return Json.createReader(new StringReader(text)).readObject();
    }

    private static String seen(JsonObject check) {
        return check.containsKey("seen") ? "; seen: " + check.getString("seen") : "";
    }

    private static List<String> of(String verdict, JsonObject report) {
        return report.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.getString("verdict").equals(verdict))
                .map(check -> check.getString("name") + seen(check))
                .toList();
    }
}
