package org.ewsphone.gateway.simulated;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.ewsphone.config.Setting;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.ewsphone.spi.PluginContext;

/** The settings of the simulated network, shared by its gateway and its voice messages. */
public final class SimulatorSettings {

    /** The file with the script. */
    public static final Setting<Optional<Path>> SCRIPT = Setting.optionalPath(
            "simulator.script",
            "A JSON file that says who is in the simulated network and what they do; read again when it changes. Without"
                    + " it there is a small town of demonstration numbers.");

    /** How long the simulated gateway may take. */
    public static final Setting<Duration> TIMEOUT = Setting.duration(
            "simulator.timeout", "10s", "How long a simulated gateway that is slow is waited for before giving up.");

    private SimulatorSettings() {}

    /** The script that the settings name, or the town; throws {@link SettingException} when it cannot be used. */
    static Supplier<Script> script(PluginContext context, String kept) {
        Settings settings = context.settings();
        Optional<Path> file = settings.get(SCRIPT);
        if (file.isEmpty()) {
            Script town = Script.town();
            return () -> town;
        }
        try {
            return new ScriptFile(file.get().toAbsolutePath(), context.clock(), kept);
        } catch (ScriptException e) {
            throw new SettingException(
                    "The setting " + SCRIPT.name() + " is \"" + settings.shown(SCRIPT) + "\" (from "
                            + settings.origin(SCRIPT) + "), but that script cannot be used: " + e.getMessage() + ".",
                    e);
        }
    }
}
