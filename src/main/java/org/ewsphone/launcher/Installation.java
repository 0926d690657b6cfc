package org.ewsphone.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * What is being run: the unpacked WAR, or compiled classes during development.
 *
 * @param directory where {@code META-INF} and {@code web} lie
 */
record Installation(Path directory) {

    /** The directory of the public files, the only one that is served. */
    Optional<Path> webFiles() {
        return Stream.of("web", "../../src/main/webapp")
                .map(directory::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .map(Path::normalize);
    }

    /** The version as the manifest tells it. */
    String version() {
        Path manifest = directory.resolve("META-INF/MANIFEST.MF");
        if (!Files.exists(manifest)) {
            return "development";
        }
        try (InputStream content = Files.newInputStream(manifest)) {
            return String.valueOf(new Manifest(content).getMainAttributes().getValue("Implementation-Version"));
        } catch (IOException e) {
            return "unknown";
        }
    }
}
