package org.ewsphone.spi;

import java.util.List;
import java.util.ServiceLoader;
import org.ewsphone.config.Setting;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;

/**
 * The plug-ins of one kind that are on the class path.
 *
 * @param <P> the kind
 */
public final class Plugins<P extends Plugin> {

    private final List<P> known;

    private Plugins(List<P> known) {
        this.known = known;
    }

    /** Those announced to the {@link ServiceLoader}, in the order of the class path. */
    public static <P extends Plugin> Plugins<P> of(Class<P> kind) {
        return new Plugins<>(ServiceLoader.load(kind, kind.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /** All their settings. */
    public List<Setting<?>> settings() {
        return known.stream()
                .<Setting<?>>flatMap(plugin -> plugin.settings().stream())
                .toList();
    }

    /** The one that the setting names; throws {@link SettingException} with the known names when there is none. */
    public P chosenBy(Setting<String> setting, Settings settings) {
        return named(settings.get(setting), setting, settings);
    }

    /** Those that the setting names, in its order; throws {@link SettingException} as {@link #chosenBy} does. */
    public List<P> allChosenBy(Setting<List<String>> setting, Settings settings) {
        return settings.get(setting).stream()
                .map(name -> named(name, setting, settings))
                .toList();
    }

    private P named(String name, Setting<?> setting, Settings settings) {
        return known.stream()
                .filter(plugin -> plugin.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SettingException("The setting " + setting.name() + " is \"" + name + "\" (from "
                        + settings.origin(setting) + "), but on the class path there are only: "
                        + String.join(", ", known.stream().map(Plugin::name).toList()) + "."));
    }
}
