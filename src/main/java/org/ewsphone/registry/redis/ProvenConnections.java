package org.ewsphone.registry.redis;

import java.time.Duration;
import org.apache.commons.pool2.PooledObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;

/** Connections of which one that was idle for a while is tried before it is used. */
final class ProvenConnections extends ConnectionFactory {

    private static final Duration TRUSTED = Duration.ofMillis(500);

    private final Runnable whenOneIsDead;

    ProvenConnections(HostAndPort address, JedisClientConfig config, Runnable whenOneIsDead) {
        super(address, config);
        this.whenOneIsDead = whenOneIsDead;
    }

    @Override
    public boolean validateObject(PooledObject<Connection> pooled) {
        if (pooled.getIdleDuration().compareTo(TRUSTED) < 0) {
            return true;
        }
        try {
            return pooled.getObject().ping();
        } catch (JedisException e) {
            whenOneIsDead.run(); // Trying all of them one after the other would take too long
            return false;
        }
    }
}
