package org.ewsphone.telephones;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.ewsphone.clients.Patience;

/** A program that runs beside the server. Closing ends it. */
final class Peer implements AutoCloseable {

    private static final Duration ENOUGH = Duration.ofSeconds(40);

    private final String name;
    private final Process process;
    private final Path output;

    private Peer(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Starts it there; what it prints goes to a file of that directory. */
    static Peer start(String name, Path directory, List<String> command) throws IOException {
        Path output = Files.createTempFile(directory, name + "-", ".output");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Peer(name, process, output);
    }

    /** Returns once it is so; fails, with what the program printed, when that takes too long or the program ends first. */
    Peer once(String what, BooleanSupplier condition) throws IOException {
        var patience = new Patience();
        while (!condition.getAsBoolean()) {
            assertTrue(process.isAlive() && patience.isLeft(), name + " does not " + what + "\n" + output());
        }
        return this;
    }

    /** Waits until it has printed this, and is false when it ends without that. */
    boolean says(String what) throws IOException {
        var patience = new Patience();
        while (!output().contains(what)) {
            if (!process.isAlive() || !patience.isLeft()) {
                return output().contains(what);
            }
        }
        return true;
    }

    /** Waits until it ends by itself, and returns its exit code. */
    int exitCode() throws IOException {
        try {
            assertTrue(process.waitFor(ENOUGH.toSeconds(), TimeUnit.SECONDS), name + " does not end\n" + output());
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** What it printed so far. */
    String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        exitCode();
    }
}
