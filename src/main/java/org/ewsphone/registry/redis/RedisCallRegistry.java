package org.ewsphone.registry.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ewsphone.call.CallException;
import org.ewsphone.call.Nodes;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.Readiness;
import org.ewsphone.call.ReadinessCheck;
import org.ewsphone.config.SettingException;
import org.ewsphone.registry.shared.Listener;
import org.ewsphone.registry.shared.StoredCall;
import org.ewsphone.registry.shared.StoredCallRegistry;
import org.ewsphone.registry.shared.Terms;
import org.ewsphone.registry.shared.Word;

/** The calls of all nodes, in Redis. */
final class RedisCallRegistry extends StoredCallRegistry {

    /** All others wait while Redis reads a page. */
    private static final int PAGE = 200;

    private final Terms terms;
    private final Redis redis;
    private final Scripts scripts;
    private final String channel;
    private final RedisNodes nodes;
    private final Listener listener;

    private RedisCallRegistry(Terms terms, RedisUrl url, String clock) {
        super(terms.node());
        this.terms = terms;
        this.redis = new Redis(url, terms);
        this.scripts = new Scripts(clock);
        this.channel = "ews-phone:words:" + url.database(); // A channel belongs to no database
        this.nodes = new RedisNodes(terms, redis, scripts, channel);
        this.listener = new Listener(new SubscriptionLine(redis::newConnection, channel), this::missed, this::heard);
    }

    /**
     * Opens the registry, and joins its nodes.
     *
     * @throws SettingException when Redis cannot be used
     */
    static RedisCallRegistry open(Terms terms, RedisUrl url) {
        return open(terms, url, Script.clock());
    }

    /** With another clock: a function {@code now} in Lua. */
    static RedisCallRegistry open(Terms terms, RedisUrl url, String clock) {
        var registry = new RedisCallRegistry(terms, url, clock);
        try {
            registry.nodes.join();
            return registry;
        } catch (CallException | IllegalStateException e) {
            registry.close();
            throw new SettingException(
                    "The Redis " + terms + " of the call registry cannot be used: " + reason(e)
                            + ". It must be running, and its user must be allowed to run scripts and to use the keys"
                            + " and channels that begin with ews-phone: see registry.redis.url, registry.redis.user and"
                            + " registry.redis.password.",
                    e);
        }
    }

    private static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return String.valueOf(first.getMessage()).lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }

    @Override
    public void add(PhoneCall call) {
        List<String> arguments = new ArrayList<>();
        arguments.add(call.id().value());
        arguments.add(Integer.toString(terms.maxCalls()));
        arguments.addAll(CallFields.written(call, terms.retention()));
        String outcome = redis.run(scripts.add, arguments).text();
        switch (outcome) {
            case "added" -> {}
            case "known" -> throw knownAlready(call.id());
            case "full" -> throw full(terms.maxCalls());
            default -> throw givenUp();
        }
    }

    @Override
    protected Optional<StoredCall> read(PhoneCallId id) {
        Reply reply = redis.run(scripts.find, List.of(id.value()));
        if (reply.isNothing()) {
            return Optional.empty();
        }
        List<Reply> parts = reply.all();
        return Optional.of(CallFields.read(parts.get(1), parts.get(0).time()));
    }

    @Override
    protected boolean write(StoredCall before, PhoneCall after, Optional<Word> word) {
        List<String> arguments = new ArrayList<>();
        arguments.add(after.id().value());
        arguments.add(Long.toString(before.version()));
        arguments.add(channel);
        arguments.add(word.map(Word::text).orElse(""));
        arguments.addAll(CallFields.written(after, terms.retention()));
        return redis.run(scripts.update, arguments).number() == 1;
    }

    @Override
    protected void wanted(PhoneCallId id) {
        nodes.wanted(id);
    }

    @Override
    public Stream<PhoneCall> all() {
        return Stream.iterate(page(""), page -> !page.upTo.isEmpty(), page -> page(page.upTo))
                .flatMap(page -> page.calls.stream());
    }

    private Page page(String after) {
        List<Reply> reply =
                redis.run(scripts.page, List.of(after, Integer.toString(PAGE))).all();
        Instant now = reply.get(1).time();
        return new Page(
                reply.get(0).text(),
                reply.get(2).all().stream()
                        .map(fields -> CallFields.read(fields, now).call())
                        .toList());
    }

    @Override
    public Optional<Nodes> nodes() {
        return Optional.of(nodes);
    }

    /** That it can be written to, too: a replica answers as well. */
    @Override
    public List<ReadinessCheck> checks() {
        return List.of(ReadinessCheck.of("registry", () -> {
            redis.run(scripts.ready, List.of());
            return Readiness.READY;
        }));
    }

    @Override
    public void close() {
        listener.close();
        redis.close();
    }

    /** Some calls, and the id up to which they go; without that there are no more. */
    private record Page(String upTo, List<PhoneCall> calls) {}
}
