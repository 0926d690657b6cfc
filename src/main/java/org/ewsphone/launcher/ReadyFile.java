package org.ewsphone.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.ewsphone.config.SettingException;

/**
 * Tells whoever started the server that it answers, and where.
 *
 * @param path the setting {@code ready-file}
 */
record ReadyFile(Path path) {

    ReadyFile {
        path = path.toAbsolutePath();
    }

    /** Appears at once and complete: one URL a line. */
    void write(List<URI> urls) {
        try {
            Path draft = Files.createTempFile(path.resolveSibling(""), ".ready-", "");
            Files.write(draft, urls.stream().map(URI::toString).toList());
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SettingException("The ready-file " + path + " cannot be written: " + e + ".", e);
        }
    }

    /** What an earlier server left behind must not be taken for this one's. */
    void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new SettingException("The ready-file " + path + " cannot be removed: " + e + ".", e);
        }
    }
}
