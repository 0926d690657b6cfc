package org.ewsphone.registry.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.config.Setting;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.ewsphone.spi.PluginContext;
import org.ewsphone.spi.RegistryPlugin;

/** {@code registry=jdbc}: calls kept in PostgreSQL, or by a single node in a file of its own. */
public final class JdbcRegistryPlugin implements RegistryPlugin {

    static final Setting<Optional<String>> URL = Setting.optional(
            "registry.jdbc.url",
            "The database that keeps the calls, as jdbc:postgresql://HOST:5432/DATABASE. By default a file in the home"
                    + " directory, for a single node.",
            JdbcRegistryPlugin::url);

    private static final Setting<Optional<String>> USER =
            Setting.optionalText("registry.jdbc.user", "The database's user, who may create tables in its schema.");

    private static final Setting<Optional<String>> PASSWORD = Setting.optionalText(
                    "registry.jdbc.password", "The password of that user.")
            .secret();

    private static final Setting<Integer> POOL_SIZE = Setting.number(
            "registry.jdbc.pool-size", 10, 2, 1000, "Connections to the database that this node has at most.");

    private static final Setting<Duration> LEASE = Setting.duration(
            "registry.jdbc.lease",
            "10s",
            "How long a node may be out of touch with the database before the others give it and its calls up. The"
                    + " same for all nodes, and 2s at least.");

    private static final Setting<Duration> RETENTION = Setting.duration(
            "registry.jdbc.retention", "10m", "How long a finished call is kept, so that asking again is no error.");

    private static final Setting<Integer> MAX_CALLS = Setting.number(
            "registry.jdbc.max-calls",
            1_000_000,
            1,
            100_000_000,
            "How many calls of all nodes are kept, live and finished; new ones are refused after that. Each node counts"
                    + " anew after every 1000 calls, so there may be so many more for each.");

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(URL, USER, PASSWORD, POOL_SIZE, LEASE, RETENTION, MAX_CALLS);
    }

    @Override
    public CallRegistry open(PluginContext context) {
        Settings settings = context.settings();
        Duration lease = settings.get(LEASE);
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new SettingException("The setting " + LEASE.name() + " is \"" + settings.shown(LEASE) + "\" (from "
                    + settings.origin(LEASE) + "), but it must be 2s or longer.");
        }
        String url = settings.get(URL)
                .orElseGet(() -> "jdbc:h2:file:" + settings.home().resolve("calls"));
        return JdbcCallRegistry.open(new Terms(
                context.node(),
                url,
                settings.get(USER).orElse(""),
                settings.get(PASSWORD).orElse(""),
                settings.get(POOL_SIZE),
                lease,
                settings.get(RETENTION),
                settings.get(MAX_CALLS)));
    }

    private static String url(String text) {
        if (!text.startsWith("jdbc:postgresql:") && !text.startsWith("jdbc:h2:")) {
            throw new IllegalArgumentException("must begin with jdbc:postgresql: or jdbc:h2:");
        }
        return text;
    }
}
