package org.ewsphone.registry.jdbc;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;
import org.ewsphone.registry.shared.StoreSettings;
import org.ewsphone.spi.PluginContext;
import org.ewsphone.spi.RegistryPlugin;

/** {@code registry=jdbc}: calls kept in PostgreSQL, or by a single node in a file of its own. */
public final class JdbcRegistryPlugin implements RegistryPlugin {

    static final Setting<Optional<String>> URL = Setting.optional(
            "registry.jdbc.url",
            "The database that keeps the calls, as jdbc:postgresql://HOST:5432/DATABASE. By default a file in the home"
                    + " directory, for a single node.",
            JdbcRegistryPlugin::url);

    private static final StoreSettings STORE = new StoreSettings(
            "registry.jdbc.",
            "the database",
            "The database's user, who may create tables in its schema.",
            "How many calls of all nodes are kept, live and finished; new ones are refused after that. Each node counts"
                    + " anew after every 1000 calls, so there may be so many more for each.");

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public List<Setting<?>> settings() {
        return Stream.concat(Stream.of(URL), STORE.all().stream()).toList();
    }

    @Override
    public CallRegistry open(PluginContext context) {
        Settings settings = context.settings();
        String url = settings.get(URL)
                .orElseGet(() -> "jdbc:h2:file:" + settings.home().resolve("calls"));
        return JdbcCallRegistry.open(STORE.terms(context, url));
    }

    private static String url(String text) {
        if (!text.startsWith("jdbc:postgresql:") && !text.startsWith("jdbc:h2:")) {
            throw new IllegalArgumentException("must begin with jdbc:postgresql: or jdbc:h2:");
        }
        return text;
    }
}
