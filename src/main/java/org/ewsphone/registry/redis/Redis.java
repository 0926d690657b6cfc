package org.ewsphone.registry.redis;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.registry.shared.Outage;
import org.ewsphone.registry.shared.Terms;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * A bounded pool of connections. Whoever cannot be served soon is told so: within 3 seconds by a Redis that has just stopped
 * to answer, and at once from then on.
 */
final class Redis implements AutoCloseable {

    private static final Duration TO_WAIT = Duration.ofMillis(500);
    private static final int MILLIS_TO_CONNECT = 700;
    private static final int MILLIS_TO_ANSWER = 700;

    /** What it says when it cannot serve anybody now, or not us. */
    private static final List<String> AWAY = List.of("LOADING", "MASTERDOWN", "CLUSTERDOWN", "NOAUTH", "WRONGPASS");

    /** What it says when it can be read, and not be written to: as a replica, without memory, disk or replicas, or busy. */
    private static final List<String> UNWILLING =
            List.of("READONLY", "OOM", "MISCONF", "NOREPLICAS", "NOPERM", "BUSY", "TRYAGAIN", "UNKILLABLE");

    private final RedisUrl url;
    private final DefaultJedisClientConfig config;
    private final Duration lease;
    private final ConnectionPool pool;
    private final Outage outage;

    /** A pool whose connections are made when they are needed. */
    Redis(RedisUrl url, Terms terms) {
        this.url = url;
        this.config = config(url, terms);
        this.lease = terms.lease();
        this.outage = new Outage(terms.toString());
        var bounds = new GenericObjectPoolConfig<Connection>();
        bounds.setMaxTotal(terms.poolSize());
        bounds.setMaxIdle(terms.poolSize());
        bounds.setMaxWait(TO_WAIT);
        bounds.setTestOnBorrow(true);
        bounds.setJmxEnabled(false);
        pool = new ConnectionPool(new ProvenConnections(address(), config, this::forgetConnections), bounds);
    }

    private static DefaultJedisClientConfig config(RedisUrl url, Terms terms) {
        var config = DefaultJedisClientConfig.builder()
                .serverDefaultProtocol()
                .connectionTimeoutMillis(MILLIS_TO_CONNECT)
                .socketTimeoutMillis(MILLIS_TO_ANSWER)
                .database(url.database())
                .clientName("ews-phone-" + terms.node())
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (!url.password().isEmpty()) {
            config.user(url.user().isEmpty() ? null : url.user()).password(url.password());
        }
        if (url.isTls()) {
            // Whose certificate it is, too
            config.sslOptions(
                    SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        }
        return config.build();
    }

    private HostAndPort address() {
        return new HostAndPort(url.host(), url.port());
    }

    /**
     * Does what the script says.
     *
     * @throws CallException with {@link CallFailure#REGISTRY_UNAVAILABLE}
     */
    Reply run(Script script, List<String> arguments) {
        outage.refuseWhileItLasts();
        try (Connection connection = pool.getResource()) {
            var reply = new Reply(run(connection, script, arguments));
            outage.isOver();
            return reply;
        } catch (JedisException e) {
            throw translated(e);
        }
    }

    /** It has forgotten the script when it was started anew, or when somebody made it forget them. */
    private Object run(Connection connection, Script script, List<String> arguments) {
        try {
            return connection.executeCommand(command(Command.EVALSHA, script.digest(), arguments));
        } catch (JedisNoScriptException e) {
            return connection.executeCommand(command(Command.EVAL, script.text(), arguments));
        }
    }

    private static CommandArguments command(Command command, String script, List<String> arguments) {
        CommandArguments all = new CommandArguments(command).add(script).add("0");
        arguments.forEach(all::add);
        return all;
    }

    private RuntimeException translated(JedisException e) {
        String said = String.valueOf(e.getMessage());
        if (isOneOf(UNWILLING, said)) {
            forgetConnections(); // Another may be the primary now
        } else if (e instanceof JedisConnectionException || isOneOf(AWAY, said)) {
            forgetConnections();
            outage.isOn(e);
        } else if (e instanceof JedisDataException) {
            return new IllegalStateException("The call registry refused a script", e);
        } else if (e.getCause() instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        } else if (e.getCause() instanceof NoSuchElementException) {
            said = "All connections to the call registry are in use";
        }
        return new CallException(CallFailure.REGISTRY_UNAVAILABLE, said, e);
    }

    /** A script hands on what a command in it was told, with a hyphen before it. */
    private static boolean isOneOf(List<String> words, String said) {
        return words.stream().anyMatch(word -> said.startsWith(word + " ") || said.contains("-" + word + " "));
    }

    /** Those that nobody uses are closed, and new ones made: the others may be as dead as one was. */
    private void forgetConnections() {
        pool.clear();
    }

    /** A connection of its own, for whoever listens; it breaks when nothing is heard for a lease. */
    Connection newConnection() {
        JedisClientConfig patient = DefaultJedisClientConfig.builder()
                .from(config)
                .blockingSocketTimeoutMillis((int) Math.min(lease.toMillis(), Integer.MAX_VALUE))
                .build();
        return new Connection(address(), patient);
    }

    @Override
    public void close() {
        pool.close();
    }
}
