package org.ewsphone.registry.redis;

import java.time.Duration;
import java.time.Instant;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.Calls;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.NodesContract;
import org.junit.jupiter.api.AfterAll;

final class RedisNodesIT extends NodesContract {

    private static final RedisProcess REDIS = RedisProcess.start();

    private final RedisUrl url = REDIS.newDatabase();
    private final MovableTime time = new MovableTime(REDIS, url);
    private Instant now = Calls.NOON;

    @AfterAll
    static void stop_redis() {
        REDIS.close();
    }

    @Override
    protected CallRegistry open(NodeName node) {
        return RedisCallRegistry.open(
                RedisProcess.terms(node, url, Duration.ofMinutes(10), 1000), url, MovableTime.CLOCK);
    }

    @Override
    protected void advance(Duration by) {
        now = now.plus(by);
        time.set(now);
    }
}
