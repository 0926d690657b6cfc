package org.ewsphone.telephones;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs of this machine. */
final class Programs {

    /** Not on everybody's path. */
    private static final List<Path> MORE = List.of(Path.of("/usr/sbin"), Path.of("/sbin"));

    private Programs() {}

    /** Where the program is; where it is not, the test is skipped and says what to install. */
    static String require(String name, String debianPackage) {
        return find(name)
                .orElseGet(() -> abort("There is no " + name + " here; Debian has it in the package " + debianPackage));
    }

    private static Optional<String> find(String name) {
        return Stream.concat(
                        Pattern.compile(File.pathSeparator)
                                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                                .map(Path::of),
                        MORE.stream())
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
