package org.ewsphone.registry.memory;

import java.time.Duration;
import java.util.List;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;
import org.ewsphone.spi.PluginContext;
import org.ewsphone.spi.RegistryPlugin;

/** {@code registry=memory}: calls kept in this JVM. */
public final class InMemoryRegistryPlugin implements RegistryPlugin {

    private static final Setting<Duration> RETENTION = Setting.duration(
            "registry.memory.retention", "10m", "How long a finished call is kept, so that asking again is no error.");

    private static final Setting<Integer> MAX_CALLS = Setting.number(
            "registry.memory.max-calls",
            200_000,
            1,
            100_000_000,
            "How many calls are kept at most, live and finished; new ones are refused after that.");

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(RETENTION, MAX_CALLS);
    }

    @Override
    public CallRegistry open(PluginContext context) {
        Settings settings = context.settings();
        return new InMemoryCallRegistry(settings.get(RETENTION), settings.get(MAX_CALLS), context.clock());
    }

    @Override
    public boolean isElsewhere() {
        return false;
    }
}
