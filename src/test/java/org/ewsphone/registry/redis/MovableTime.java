package org.ewsphone.registry.redis;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.ewsphone.call.Calls;
import redis.clients.jedis.Protocol.Command;

/** The clock of a Redis, which stands still until a test moves it. */
final class MovableTime {

    /** It, as the scripts have it. */
    static final String CLOCK = "local function now() return tonumber(redis.call('GET', 'movable-time')) end\n";

    private final RedisProcess redis;
    private final RedisUrl url;

    /** It is noon. */
    MovableTime(RedisProcess redis, RedisUrl url) {
        this.redis = redis;
        this.url = url;
        set(Calls.NOON);
    }

    void set(Instant now) {
        redis.say(url, Command.SET, "movable-time", Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, now)));
    }
}
