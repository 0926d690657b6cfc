package org.ewsphone.ews;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The seeds of the fuzzing and all that it ever found, without the fuzzing. */
final class AnyBytesTest {

    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AnyBytes anyBytes = new AnyBytes();

    @TestFactory
    Stream<DynamicTest> a_request_is_refused_or_read_as_metro_reads_it() throws IOException {
        return Stream.of("envelopes", "fuzz")
                .map(RESOURCES::resolve)
                .flatMap(AnyBytesTest::files)
                .map(file -> DynamicTest.dynamicTest(RESOURCES.relativize(file).toString(), () -> hold(file)));
    }

    private void hold(Path file) throws IOException {
        byte[] body = Files.readAllBytes(file);
        assertTimeoutPreemptively(PATIENCE, () -> anyBytes.hold(body));
    }

    private static Stream<Path> files(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> root.endsWith("fuzz") || file.endsWith("request.xml"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
