package org.ewsphone.ops;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that lines are added to, and that makes room for a new one when it is full: {@code audit.jsonl} becomes
 * {@code audit.jsonl.1}, that one {@code audit.jsonl.2}, and the oldest goes. For one thread.
 */
final class AuditFile implements AutoCloseable {

    private static final Set<StandardOpenOption> APPEND = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);

    private final Path path;
    private final long maxSize;
    private final int files;
    private @Nullable FileChannel channel;
    private long size;

    /**
     * A file that is opened with its first line.
     *
     * @param maxSize bytes of one file, at most
     * @param files how many there may be, the one that is written to among them
     */
    AuditFile(Path path, long maxSize, int files) {
        this.path = path;
        this.maxSize = maxSize;
        this.files = files;
    }

    /** Adds the whole lines; or throws, perhaps when it has added some, and begins with the file anew the next time. */
    void append(List<byte[]> lines) throws IOException {
        try {
            FileChannel open = opened();
            var block = new ByteArrayOutputStream();
            for (byte[] line : lines) {
                long before = size + block.size();
                if (before > 0 && before + line.length > maxSize) {
                    write(open, ByteBuffer.wrap(block.toByteArray()));
                    block.reset();
                    open = rotated();
                }
                block.write(line);
            }
            write(open, ByteBuffer.wrap(block.toByteArray()));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Also when somebody has moved the file away. */
    private FileChannel opened() throws IOException {
        if (channel != null && Files.exists(path)) {
            return channel;
        }
        close();
        return open();
    }

    private FileChannel open() throws IOException {
        boolean torn = isTorn();
        var opened = FileChannel.open(path, APPEND, forItsOwner());
        channel = opened;
        size = opened.size();
        if (torn) {
            write(opened, ByteBuffer.wrap(new byte[] {'\n'}));
        }
        return opened;
    }

    /** A disk that was full, or a machine that went off, may have left half a line. */
    private boolean isTorn() throws IOException {
        if (!Files.isRegularFile(path) || Files.size(path) == 0) {
            return false;
        }
        try (FileChannel content = FileChannel.open(path)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return content.read(last, content.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    private FileChannel rotated() throws IOException {
        close();
        if (files == 1) {
            Files.delete(path);
        }
        for (int number = files - 1; number > 0; number--) {
            Path older = numbered(number - 1);
            if (Files.exists(older)) {
                Files.move(older, numbered(number), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return open();
    }

    private Path numbered(int number) {
        return number == 0 ? path : path.resolveSibling(path.getFileName() + "." + number);
    }

    private void write(FileChannel open, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            size += open.write(bytes);
        }
    }

    private FileAttribute<?>[] forItsOwner() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[] {};
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
