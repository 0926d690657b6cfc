package org.ewsphone.launcher;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;

/** Every setting for people to read: name, value, origin, and below them what it means. */
final class SettingsTable {

    private final Settings settings;
    private final List<Setting<?>> known;

    SettingsTable(Settings settings, Collection<Setting<?>> known) {
        this.settings = settings;
        this.known = known.stream().sorted(Comparator.comparing(Setting::name)).toList();
    }

    @Override
    public String toString() {
        int nameWidth = known.stream()
                .mapToInt(setting -> setting.name().length())
                .max()
                .orElse(0);
        int valueWidth = known.stream()
                .mapToInt(setting -> settings.shown(setting).length())
                .max()
                .orElse(0);
        return known.stream()
                .map(setting -> padded(setting.name(), nameWidth) + "  "
                        + padded(settings.shown(setting), valueWidth) + "  "
                        + settings.origin(setting) + "\n    " + setting.meaning())
                .collect(Collectors.joining("\n"));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
