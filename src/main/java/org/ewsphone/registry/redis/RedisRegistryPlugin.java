package org.ewsphone.registry.redis;

import java.util.List;
import java.util.stream.Stream;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.config.Setting;
import org.ewsphone.registry.shared.StoreSettings;
import org.ewsphone.registry.shared.Terms;
import org.ewsphone.spi.PluginContext;
import org.ewsphone.spi.RegistryPlugin;

/** {@code registry=redis}: calls kept in Redis, or in what speaks its protocol. */
public final class RedisRegistryPlugin implements RegistryPlugin {

    static final Setting<RedisUrl> URL = Setting.of(
                    "registry.redis.url",
                    "redis://localhost:6379",
                    "The Redis that keeps the calls, as redis://HOST:6379, or rediss://HOST:6379 for TLS.",
                    RedisUrl::parse)
            .shownAs(RedisUrl::masked);

    private static final StoreSettings STORE = new StoreSettings(
            "registry.redis.",
            "Redis",
            "The user of Redis, when it has others than the default one.",
            "How many calls of all nodes are kept, live and finished; new ones are refused after that.");

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public List<Setting<?>> settings() {
        return Stream.concat(Stream.of(URL), STORE.all().stream()).toList();
    }

    @Override
    public CallRegistry open(PluginContext context) {
        RedisUrl url = context.settings().get(URL);
        Terms terms = STORE.terms(context, url.toString());
        return RedisCallRegistry.open(terms, url.as(terms.user(), terms.password()));
    }
}
