package org.ewsphone.stores;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ewsphone.ScratchDirectory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;

/** A Redis that writes what it changes into a file before it answers. */
public final class RedisStore implements SharedStore {

    private static final String HOST = "127.0.0.1";

    private final Path directory = Files.createTempDirectory("cluster-store-");
    private final int port = freePort();
    private final List<String> command;
    private Process process;

    private RedisStore() throws IOException {
        String program = ExecutableProvider.newJarResourceProvider(directory.toFile())
                .get()
                .getPath();
        command = List.of(
                program,
                "--bind",
                HOST,
                "--port",
                Integer.toString(port),
                "--dir",
                directory.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "always");
        process = process();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
        awaitAnswer();
    }

    /** A new one, which answers when this returns. */
    public static RedisStore start() throws IOException {
        return new RedisStore();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process process() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
                .start();
    }

    private File log() {
        return directory.resolve("log").toFile();
    }

    private void awaitAnswer() throws IOException {
        Awaiting.until("Redis answers", this::isUp, () -> Files.readString(log().toPath()));
    }

    private boolean isUp() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("Redis ended: " + Files.readString(log().toPath()));
        }
        try {
            say(Command.TIME);
            return true;
        } catch (JedisException e) {
            return false; // Not yet
        }
    }

    private Object say(Command asked, String... words) {
        var arguments = new CommandArguments(asked);
        for (String word : words) {
            arguments.add(word);
        }
        try (var connection = new Connection(new HostAndPort(HOST, port))) {
            return connection.executeCommand(arguments);
        }
    }

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "registry",
                "redis",
                "registry.redis.url",
                "redis://" + HOST + ":" + port,
                "registry.redis.retention",
                "1h");
    }

    @Override
    public void kill() throws IOException {
        process.destroyForcibly();
        Awaiting.until("Redis is gone", () -> !process.isAlive(), () -> "");
    }

    @Override
    public void startAgain() throws IOException {
        process = process();
        awaitAnswer();
    }

    @Override
    public int connections() {
        String clients = new String((byte[]) say(Command.CLIENT, "LIST"), UTF_8);
        return (int) clients.lines()
                .filter(client -> client.contains(" name=ews-phone-"))
                .count();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        Awaiting.until("Redis ends", () -> !process.isAlive(), () -> "");
        ScratchDirectory.delete(directory);
    }
}
