package org.ewsphone.registry.redis;

import java.time.Duration;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.CallRegistryContract;
import org.ewsphone.call.Calls;
import org.junit.jupiter.api.AfterAll;

final class RedisCallRegistryIT extends CallRegistryContract {

    private static final RedisProcess REDIS = RedisProcess.start();

    private final RedisUrl url = REDIS.newDatabase();
    private final MovableTime time = new MovableTime(REDIS, url);

    @AfterAll
    static void stop_redis() {
        REDIS.close();
    }

    @Override
    protected CallRegistry open() {
        return RedisCallRegistry.open(
                RedisProcess.terms(Calls.NODE, url, RETENTION, MAX_CALLS), url, MovableTime.CLOCK);
    }

    @Override
    protected void advance(Duration by) {
        super.advance(by);
        time.set(clock.instant());
    }
}
