package org.ewsphone.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The servers as their makers publish them, unpacked by the build. */
final class Distribution {

    private Distribution() {}

    /** Where the files of this one are: the archive holds one directory, named as its maker likes. */
    static Path named(String name) throws IOException {
        Path unpacked =
                Path.of(System.getProperty("ews-phone.test.servers", "")).resolve(name);
        try (Stream<Path> files = Files.list(unpacked)) {
            return files.filter(Files::isDirectory)
                    .filter(file -> !file.endsWith("META-INF"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("There is no server in " + unpacked));
        }
    }
}
