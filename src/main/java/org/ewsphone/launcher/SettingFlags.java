package org.ewsphone.launcher;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ewsphone.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags of every command that reads settings; each gives the setting of its name. */
final class SettingFlags {

    private final Map<String, String> values = new LinkedHashMap<>();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--home",
            order = 1,
            paramLabel = "DIR",
            description = "Where the server keeps its files (~/.ews-phone).")
    void home(String directory) {
        give("home", directory);
    }

    @Option(names = "--bind", order = 2, paramLabel = "ADDR", description = "The address to listen at (127.0.0.1).")
    void bind(String address) {
        give("bind", address);
    }

    @Option(
            names = "--https-port",
            order = 3,
            paramLabel = "N",
            description = "The port for HTTPS (8443); 0 takes a free one.")
    void httpsPort(String port) {
        give("https-port", port);
    }

    @Option(
            names = "--http-port",
            order = 4,
            paramLabel = "N",
            description = "A port for plain HTTP as well; 0 takes a free one.")
    void httpPort(String port) {
        give("http-port", port);
    }

    @Option(names = "--user", order = 5, paramLabel = "NAME:PASSWORD", description = "The user who may use the server.")
    void user(String credentials) {
        give("user", credentials);
    }

    @Option(
            names = "--ready-file",
            order = 7,
            paramLabel = "FILE",
            description = "Written once the server answers: its URLs.")
    void readyFile(String file) {
        give("ready-file", file);
    }

    @Option(
            names = "--set",
            order = 6,
            paramLabel = "KEY=VALUE",
            description = "Any other setting; serve --print-config lists them.")
    void set(Map<String, String> settings) {
        settings.forEach(this::setOther);
    }

    /** The settings of this start. */
    Settings settings() {
        return Settings.read(values, Map.of());
    }

    /** The home directory is needed before the command line is read by us, and is looked for as a flag only. */
    private void setOther(String name, String value) {
        if (name.equals(Settings.HOME.name())) {
            throw refused("Give the home directory with --home");
        }
        if (!value.equals(values.get(name))) {
            give(name, value);
        }
    }

    private void give(String name, String value) {
        if (values.putIfAbsent(name, value) != null) {
            throw refused("The setting " + name + " is given twice");
        }
    }

    private ParameterException refused(String message) {
        if (command == null) {
            throw new IllegalStateException(message);
        }
        return new ParameterException(command.commandLine(), message);
    }
}
