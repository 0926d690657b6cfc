package org.ewsphone.registry.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.Nodes;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.registry.shared.Terms;

/** The nodes that share a Redis: each has a lease there, and one that has none is gone. */
final class RedisNodes implements Nodes {

    private static final int UNTENDED_AT_ONCE = 200;
    private static final int FORGOTTEN_AT_ONCE = 1000;

    private final NodeName node;
    private final Duration lease;
    private final Redis redis;
    private final Scripts scripts;
    private final String channel;
    private volatile Consumer<PhoneCallId> listener = id -> {};

    /** As this node sees them; on the channel they tell each other something. */
    RedisNodes(Terms terms, Redis redis, Scripts scripts, String channel) {
        this.node = terms.node();
        this.lease = terms.lease();
        this.redis = redis;
        this.scripts = scripts;
        this.channel = channel;
    }

    @Override
    public Duration lease() {
        return lease;
    }

    @Override
    public void join() {
        redis.run(scripts.join, List.of(node.value(), CallFields.micros(lease)));
    }

    @Override
    public boolean renew() {
        return redis.run(scripts.renew, List.of(node.value(), CallFields.micros(lease), channel))
                        .number()
                == 1;
    }

    @Override
    public void leave() {
        redis.run(scripts.leave, List.of(node.value()));
    }

    @Override
    public void sweep() {
        List<String> arguments = List.of(node.value(), CallFields.micros(lease), Integer.toString(FORGOTTEN_AT_ONCE));
        while (redis.run(scripts.sweep, arguments).number() == FORGOTTEN_AT_ONCE) {
            // As many as one step may take, so there may be more
        }
    }

    @Override
    public List<Untended> untended() {
        List<Reply> reply = redis.run(
                        scripts.untended,
                        List.of(node.value(), CallFields.micros(lease), Integer.toString(UNTENDED_AT_ONCE)))
                .all();
        Instant now = reply.get(0).time();
        return reply.get(1).all().stream().map(one -> untended(one.all(), now)).toList();
    }

    private static Untended untended(List<Reply> one, Instant now) {
        return new Untended(CallFields.read(one.get(1), now).call(), one.get(0).number() == 1);
    }

    @Override
    public void listen(Consumer<PhoneCallId> whoToTell) {
        listener = whoToTell;
    }

    /** Somebody wants a call of this node to end. */
    void wanted(PhoneCallId id) {
        listener.accept(id);
    }
}
