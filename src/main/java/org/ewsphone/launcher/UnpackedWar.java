package org.ewsphone.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The WAR as a directory to run from: nested jars would make the start several times slower. One directory per content,
 * and a lock in each tells whether anybody runs from it.
 */
final class UnpackedWar implements AutoCloseable {

    private static final String IN_USE = ".in-use";
    private static final int ATTEMPTS = 10;

    private final Path directory;
    private final FileChannel inUse;

    private UnpackedWar(Path directory, FileChannel inUse) {
        this.directory = directory;
        this.inUse = inUse;
    }

    /** The WAR unpacked somewhere below the given directory, now or by an earlier start. */
    static UnpackedWar of(Path war, Path below) throws IOException {
        try (var zip = new ZipFile(war.toFile())) {
            Files.createDirectories(below);
            Path directory = below.resolve(fingerprint(zip));
            UnpackedWar unpacked = entered(zip, directory);
            removeAbandoned(below, directory);
            return unpacked;
        }
    }

    /** Tells contents apart by the central directory alone, without reading the entries. */
    static String fingerprint(ZipFile zip) {
        MessageDigest digest = sha256();
        for (ZipEntry entry : entries(zip)) {
            digest.update(entry.getName().getBytes(StandardCharsets.UTF_8));
            digest.update(ByteBuffer.allocate(1 + 2 * Long.BYTES)
                    .put((byte) 0)
                    .putLong(entry.getCrc())
                    .putLong(entry.getSize())
                    .flip());
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    /** Where it is: {@code WEB-INF}, {@code META-INF}, and everything public under {@code web}. */
    Path directory() {
        return directory;
    }

    /** What the class loader of the server reads, the launcher first. */
    URL[] classPath() throws IOException {
        List<Path> paths = new ArrayList<>();
        for (String part : List.of("WEB-INF/launcher/", "WEB-INF/")) {
            paths.add(directory.resolve(part + "classes"));
            paths.addAll(jarsIn(directory.resolve(part + "lib")));
        }
        List<URL> urls = new ArrayList<>();
        for (Path path : paths) {
            urls.add(path.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    @Override
    public void close() throws IOException {
        inUse.close();
    }

    private static List<Path> jarsIn(Path lib) throws IOException {
        if (!Files.isDirectory(lib)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted(Comparator.comparing(UnpackedWar::size).reversed().thenComparing(path -> path))
                    .toList();
        }
    }

    /** The class loader asks one after another for each class, so those that have many come first. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another start may unpack or remove at the same moment, so each step may find the world changed and begin again. */
    private static UnpackedWar entered(ZipFile zip, Path directory) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                FileChannel inUse = Files.isDirectory(directory) ? occupied(directory) : unpacked(zip, directory);
                if (isComplete(zip, directory)) {
                    return new UnpackedWar(directory, inUse);
                }
                inUse.close();
                remove(directory);
            } catch (NoSuchFileException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static FileChannel unpacked(ZipFile zip, Path directory) throws IOException {
        Path draft = Files.createTempDirectory(directory.resolveSibling(""), "draft-");
        FileChannel inUse = occupied(draft);
        try {
            unpack(zip, draft);
            Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
            return inUse;
        } catch (IOException e) {
            inUse.close();
            delete(draft);
            if (Files.isDirectory(directory)) {
                return occupied(directory);
            }
            throw e;
        }
    }

    private static void unpack(ZipFile zip, Path directory) throws IOException {
        Files.createDirectories(directory.resolve("web"));
        for (ZipEntry entry : entries(zip)) {
            Path file = place(entry, directory);
            Files.createDirectories(file.resolveSibling(""));
            try (InputStream content = zip.getInputStream(entry)) {
                Files.copy(content, file);
            }
        }
    }

    /** Public files lie apart, so that what serves them cannot reach the classes. */
    private static Path place(ZipEntry entry, Path directory) throws ZipException {
        String name = entry.getName();
        boolean isPublic = !name.startsWith("WEB-INF/") && !name.startsWith("META-INF/");
        Path root = isPublic ? directory.resolve("web") : directory;
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root) || name.contains("\\")) {
            throw new ZipException("its entry " + name + " would lie outside of it");
        }
        return file;
    }

    /** A machine that lost its power may have kept the names and lost the content. */
    private static boolean isComplete(ZipFile zip, Path directory) throws IOException {
        for (ZipEntry entry : entries(zip)) {
            Path file = place(entry, directory);
            if (!Files.exists(file) || Files.size(file) != entry.getSize()) {
                return false;
            }
        }
        return true;
    }

    private static List<ZipEntry> entries(ZipFile zip) {
        return zip.stream()
                .<ZipEntry>map(entry -> entry)
                .filter(entry -> !entry.isDirectory())
                .filter(entry -> !entry.getName().startsWith("META-INF/versions/"))
                .toList();
    }

    @SuppressWarnings("EmptyCatch") // without locks it still runs; it is only never removed
    private static FileChannel occupied(Path directory) throws IOException {
        var channel = FileChannel.open(
                directory.resolve(IN_USE),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            channel.lock(0, Long.MAX_VALUE, true);
        } catch (OverlappingFileLockException | IOException e) {
            // This process holds it already, or the file system knows no locks
        }
        return channel;
    }

    private static void removeAbandoned(Path below, Path current) throws IOException {
        try (Stream<Path> versions = Files.list(below)) {
            for (Path version : versions.filter(found -> !found.equals(current)).toList()) {
                removeIfAbandoned(version);
            }
        }
    }

    /** Whoever runs from a directory, or unpacks into it, holds its lock. What has none, or cannot be locked, is left. */
    @SuppressWarnings("EmptyCatch") // a leftover costs space only
    private static void removeIfAbandoned(Path version) {
        try (FileChannel channel = FileChannel.open(version.resolve(IN_USE), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                remove(version);
            }
        } catch (OverlappingFileLockException | IOException | UncheckedIOException e) {
            // In use, or not ours to remove
        }
    }

    /** Out of the way in one step first: nobody shall enter a directory that is half removed. */
    private static void remove(Path version) throws IOException {
        Path grave = Files.createTempDirectory(version.resolveSibling(""), "removed-");
        try {
            Files.move(version, grave.resolve("it"), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(grave);
        }
    }

    /** Removes a directory with all that is in it. */
    static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
