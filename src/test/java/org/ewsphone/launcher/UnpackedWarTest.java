package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedWarTest {

    @TempDir
    private Path temporary;

    @Test
    void the_launcher_comes_first_on_the_class_path() throws IOException {
        Path war = war("WEB-INF/lib/b.jar", "WEB-INF/lib/a.jar", "WEB-INF/launcher/lib/t.jar", "WEB-INF/classes/x.txt");

        try (var unpacked = UnpackedWar.of(war, below())) {
            assertEquals(
                    List.of("launcher/classes", "launcher/lib/t.jar", "classes", "lib/a.jar", "lib/b.jar"),
                    Arrays.stream(unpacked.classPath())
                            .map(URL::getPath)
                            .map(path -> path.replaceFirst(".*/WEB-INF/", "").replaceFirst("/$", ""))
                            .toList());
        }
    }

    @Test
    void public_files_lie_apart_from_classes() throws IOException {
        try (var unpacked = UnpackedWar.of(war("console/index.html", "WEB-INF/classes/x.txt"), below())) {
            assertEquals(
                    "console/index.html", Files.readString(unpacked.directory().resolve("web/console/index.html")));
        }
    }

    @Test
    void the_same_content_is_unpacked_once() throws IOException {
        Path first = unpackedAndLeft(war("WEB-INF/a"));

        assertEquals(first, unpackedAndLeft(war("WEB-INF/a")));
    }

    @Test
    void other_content_has_another_place() throws IOException {
        Path first = unpackedAndLeft(war("WEB-INF/a"));

        assertNotEquals(first, unpackedAndLeft(war("WEB-INF/b")));
    }

    @Test
    void what_nobody_runs_from_is_removed() throws IOException {
        Path old = unpackedAndLeft(war("WEB-INF/a"));

        Path current = unpackedAndLeft(war("WEB-INF/b"));

        assertEquals(List.of(current), list(below()));
        assertFalse(Files.exists(old));
    }

    @Test
    void what_somebody_runs_from_stays() throws IOException {
        try (var old = UnpackedWar.of(war("WEB-INF/a"), below())) {
            Path unused = unpackedAndLeft(war("WEB-INF/b"));

            assertTrue(Files.exists(old.directory().resolve("WEB-INF/a")));
            assertTrue(Files.exists(unused));
        }
    }

    @Test
    void what_lost_its_content_is_unpacked_anew() throws IOException {
        Path war = war("WEB-INF/a");
        Path place = unpackedAndLeft(war);
        Path file = place.resolve("WEB-INF/a");
        Files.writeString(file, "");

        assertEquals(place, unpackedAndLeft(war));
        assertEquals("WEB-INF/a", Files.readString(file));
    }

    @Test
    void starts_at_the_same_moment_do_not_break_each_other() throws Exception {
        Path war = war(Stream.iterate(0, i -> i + 1)
                .limit(200)
                .map(i -> "WEB-INF/" + i)
                .toArray(String[]::new));
        Callable<Path> start = () -> unpackedAndLeft(war);
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Path> places = new ArrayList<>();
            for (Future<Path> place :
                    threads.invokeAll(List.of(start, start, start, start, start, start, start, start))) {
                places.add(place.get());
            }

            assertEquals(1, places.stream().distinct().count());
            assertEquals(places.subList(0, 1), list(below()));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void an_entry_that_would_lie_outside_is_refused() throws IOException {
        Path war = war("WEB-INF/a", "../../evil");

        var refusal = assertThrows(ZipException.class, () -> unpackedAndLeft(war));

        assertEquals("its entry ../../evil would lie outside of it", refusal.getMessage());
        assertFalse(Files.exists(temporary.resolve("evil")));
        assertEquals(List.of(), list(below()));
    }

    private Path unpackedAndLeft(Path war) throws IOException {
        try (var unpacked = UnpackedWar.of(war, below())) {
            return unpacked.directory();
        }
    }

    private Path below() {
        return temporary.resolve("home/unpacked");
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** Each entry contains its own name. */
    private Path war(String... names) throws IOException {
        Path war = Files.createTempFile(temporary, "", ".war");
        try (var zip = new ZipOutputStream(Files.newOutputStream(war))) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return war;
    }
}
