package org.ewsphone.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** A file of the home directory that nobody else on the machine may read. */
public final class PrivateFile {

    private PrivateFile() {}

    /** Writes the whole file at once: it is there with all its text, or as it was before. */
    public static void write(Path file, String text) throws IOException {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(directory);
        // On POSIX systems the owner alone may read and write a temporary file from its first moment
        Path draft = Files.createTempFile(
                directory, file.toAbsolutePath().getFileName().toString(), ".new");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
