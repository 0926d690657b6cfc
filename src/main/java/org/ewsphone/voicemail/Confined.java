package org.ewsphone.voicemail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ewsphone.config.Setting;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;

/** A directory out of which no name leads: not by {@code ..}, not by a link, and not by a letter in another case. */
record Confined(Path root) {

    /** The directory that a setting names; throws {@link SettingException} when there is no such directory. */
    static Confined directory(Settings settings, Setting<Path> setting) {
        Path directory = settings.get(setting).toAbsolutePath();
        try {
            if (Files.isDirectory(directory)) {
                return new Confined(directory.toRealPath());
            }
        } catch (IOException e) {
            // Told below, together with what is no directory
        }
        throw new SettingException("The setting " + setting.name() + " is \"" + settings.shown(setting) + "\" (from "
                + settings.origin(setting) + "), but there is no such directory that this user may read.");
    }

    /** The file of these names, one directory after the other, if it is there under exactly these names. */
    Optional<Path> file(String... names) {
        return find(names).filter(Files::isRegularFile);
    }

    /** The directory of these names, likewise. */
    Optional<Path> directory(String... names) {
        return find(names).filter(Files::isDirectory);
    }

    private Optional<Path> find(String... names) {
        Path path = root;
        for (String name : names) {
            path = path.resolve(name);
        }
        try {
            return Optional.of(path.toRealPath()).filter(path::equals);
        } catch (IOException e) {
            return Optional.empty(); // It is not there
        }
    }
}
