package org.ewsphone.auth.bearer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Keys in a file.
 *
 * @param file which
 */
record KeyFile(Path file) implements KeyDocument {
    @Override
    public CompletableFuture<String> read() {
        try {
            return CompletableFuture.completedFuture(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
