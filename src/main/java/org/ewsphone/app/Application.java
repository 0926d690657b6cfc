package org.ewsphone.app;

import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;

/** The whole server, put together from its settings. */
public final class Application implements AutoCloseable {

    private Application() {}

    /** Every setting there is, those of all plug-ins on the class path among them. */
    public static List<Setting<?>> knownSettings() {
        return List.of();
    }

    /**
     * Opens everything that the settings ask for.
     *
     * @throws org.ewsphone.config.SettingException when a setting is unknown or cannot be used
     */
    public static Application open(Settings settings, Clock clock) {
        settings.refuseUnknown(knownSettings());
        return new Application();
    }

    /** The user who was made because there was none, to be told once. */
    public Optional<NewUser> newUser() {
        return Optional.empty();
    }

    /** Puts the endpoint and its guards into a servlet context. */
    public void mount(ServletContext context) {}

    @Override
    public void close() {}

    /** A user just made, with the only copy of the password there will ever be. */
    public record NewUser(String name, String password) {}
}
