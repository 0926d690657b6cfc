package org.ewsphone.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Commands that run to their end. */
final class Commands {

    private Commands() {}

    /** What the command says, or an exception with it when it fails. */
    static String run(Path directory, Map<String, String> environment, List<String> command) throws IOException {
        Said said = execute(directory, environment, command);
        if (said.exitCode != 0) {
            throw new IOException(String.join(" ", command) + " failed:\n" + said.text);
        }
        return said.text;
    }

    /** What the command says, however it ends. */
    static String say(Path directory, List<String> command) throws IOException {
        return execute(directory, Map.of("LC_ALL", "C.UTF-8"), command).text;
    }

    private static Said execute(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Said(process.waitFor(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private record Said(int exitCode, String text) {}

    /** One command of these words and more. */
    static List<String> command(List<String> more, String... words) {
        return Stream.concat(Stream.of(words), more.stream()).toList();
    }
}
