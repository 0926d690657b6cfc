package org.ewsphone.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The JDKs of this machine. */
final class Jdks {

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"([0-9]+)");

    private Jdks() {}

    /** One of at least this version, if there is any. */
    static Optional<Path> atLeast(int version) {
        return Stream.concat(named(), neighbours())
                .filter(jdk -> Files.exists(jdk.resolve("bin/jcmd")) && versionOf(jdk) >= version)
                .findFirst();
    }

    private static Stream<Path> named() {
        return Stream.of(
                        System.getProperty("java.home"),
                        System.getenv("JAVA_HOME_21"),
                        System.getenv("JAVA_HOME_25"),
                        System.getenv("JAVA_HOME"))
                .filter(Objects::nonNull)
                .map(Path::of);
    }

    /** Those that lie beside the one that runs the tests. */
    private static Stream<Path> neighbours() {
        Path directory = Path.of(System.getProperty("java.home")).resolveSibling("");
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.of();
        }
    }

    private static int versionOf(Path jdk) {
        try {
            return VERSION.matcher(Files.readString(jdk.resolve("release")))
                    .results()
                    .findFirst()
                    .map((MatchResult match) -> Integer.parseInt(match.group(1)))
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
