package org.ewsphone.registry.shared;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ewsphone.config.Setting;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.ewsphone.spi.PluginContext;

/** The settings that every registry in a store has, each under a name of its own. */
public final class StoreSettings {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(2);

    private final Setting<Optional<String>> user;
    private final Setting<Optional<String>> password;
    private final Setting<Integer> poolSize;
    private final Setting<Duration> lease;
    private final Setting<Duration> retention;
    private final Setting<Integer> maxCalls;

    /**
     * Those whose names begin so.
     *
     * @param prefix as {@code registry.jdbc.}
     * @param store what keeps the calls, in a sentence: {@code the database}
     * @param meaningOfUser one sentence for people
     * @param meaningOfMaxCalls likewise
     */
    public StoreSettings(String prefix, String store, String meaningOfUser, String meaningOfMaxCalls) {
        user = Setting.optionalText(prefix + "user", meaningOfUser);
        password = Setting.optionalText(prefix + "password", "The password of that user.")
                .secret();
        poolSize = Setting.number(
                prefix + "pool-size", 10, 2, 1000, "Connections to " + store + " that this node has at most.");
        lease = Setting.duration(
                prefix + "lease",
                "10s",
                "How long a node may be out of touch with " + store + " before the others give it and its calls up."
                        + " The same for all nodes, and 2s at least.");
        retention = Setting.duration(
                prefix + "retention", "10m", "How long a finished call is kept, so that asking again is no error.");
        maxCalls = Setting.number(prefix + "max-calls", 1_000_000, 1, 100_000_000, meaningOfMaxCalls);
    }

    /** All of them. */
    public List<Setting<?>> all() {
        return List.of(user, password, poolSize, lease, retention, maxCalls);
    }

    /** What they say about the store with this URL; throws {@link SettingException}. */
    public Terms terms(PluginContext context, String url) {
        Settings settings = context.settings();
        Duration chosen = settings.get(lease);
        if (chosen.compareTo(SHORTEST_LEASE) < 0) {
            throw new SettingException("The setting " + lease.name() + " is \"" + settings.shown(lease) + "\" (from "
                    + settings.origin(lease) + "), but it must be 2s or longer.");
        }
        return new Terms(
                context.node(),
                url,
                settings.get(user).orElse(""),
                settings.get(password).orElse(""),
                settings.get(poolSize),
                chosen,
                settings.get(retention),
                settings.get(maxCalls));
    }
}
