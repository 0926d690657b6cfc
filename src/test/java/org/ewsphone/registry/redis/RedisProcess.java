package org.ewsphone.registry.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ewsphone.call.NodeName;
import org.ewsphone.registry.shared.Terms;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.embedded.RedisServer;

/** A real Redis, of the test alone. */
final class RedisProcess implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(10);

    private static final int DATABASES = 1000;

    private final int port;
    private final RedisServer server;
    private final AtomicInteger databases = new AtomicInteger();

    private RedisProcess(int port, RedisServer server) {
        this.port = port;
        this.server = server;
    }

    /** One that forgets everything when it stops. */
    static RedisProcess start() {
        return start(List.of("save \"\""));
    }

    /** One that writes each change into a file in the directory before it answers. */
    static RedisProcess startDurable(Path directory) {
        return start(List.of("save \"\"", "appendonly yes", "appendfsync always", "dir " + directory));
    }

    private static RedisProcess start(List<String> settings) {
        try {
            int port = freePort();
            var builder = RedisServer.newRedisServer()
                    .bind(InetAddress.getLoopbackAddress().getHostAddress())
                    .port(port)
                    .setting("databases " + DATABASES)
                    .onShutdownForceStop(true);
            settings.forEach(builder::setting);
            var process = new RedisProcess(port, builder.build());
            process.server.start();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** An empty database. */
    RedisUrl newDatabase() {
        int database = databases.incrementAndGet();
        return RedisUrl.parse("redis://127.0.0.1:" + port + "/" + database);
    }

    static Terms terms(NodeName node, RedisUrl url, Duration retention, int maxCalls) {
        return new Terms(node, url.toString(), "", "", 10, LEASE, retention, maxCalls);
    }

    /** Says something to it as an operator; returns the answer. */
    Object say(RedisUrl url, Command command, String... words) {
        var config = DefaultJedisClientConfig.builder().database(url.database()).build();
        try (var connection = new Connection(new HostAndPort(url.host(), url.port()), config)) {
            var arguments = new CommandArguments(command);
            for (String word : words) {
                arguments.add(word);
            }
            return connection.executeCommand(arguments);
        }
    }

    /** By SIGKILL. */
    void kill() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Again, with what is in its file, if it has one. */
    void startAgain() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        kill();
    }
}
