package org.ewsphone.gateway.simulated;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The script in a file, as the file stands: it is looked at when it is used, at most once a second, and read again when
 * it has changed. While the file is broken the last good script stays.
 */
final class ScriptFile implements Supplier<Script> {

    private static final Logger LOG = LoggerFactory.getLogger(ScriptFile.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;
    private final Clock clock;
    private final String kept;
    private volatile Instant lookedAt;
    private volatile Script script;
    private Optional<Stamp> stamp;

    /**
     * Reads the file.
     *
     * @param kept what stays as it was while the file is broken, for the warning
     * @throws ScriptException when the file is missing or broken
     */
    ScriptFile(Path file, Clock clock, String kept) {
        this.file = file;
        this.clock = clock;
        this.kept = kept;
        this.lookedAt = clock.instant();
        this.stamp = Stamp.of(file);
        this.script = read();
    }

    @Override
    public Script get() {
        if (isTimeToLook()) {
            look();
        }
        return script;
    }

    /** A clock that was set back must not keep us from looking. */
    private boolean isTimeToLook() {
        return Duration.between(lookedAt, clock.instant()).abs().compareTo(PAUSE) >= 0;
    }

    private synchronized void look() {
        if (!isTimeToLook()) {
            return;
        }
        // Before reading: what is written meanwhile is then seen as a change the next time
        Optional<Stamp> now = Stamp.of(file);
        lookedAt = clock.instant();
        if (!now.equals(stamp)) {
            stamp = now;
            readAgain();
        }
    }

    private void readAgain() {
        try {
            script = read();
            LOG.info("The script {} was read again", file);
        } catch (ScriptException e) {
            LOG.warn("{}. The {} stay as they were until the script is mended.", e.getMessage(), kept);
        }
    }

    private Script read() {
        try {
            String json = Files.readString(file);
            return ScriptReader.read(file.toString(), json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json);
        } catch (NoSuchFileException e) {
            throw new ScriptException(file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new ScriptException(file + ": this is not UTF-8", e);
        } catch (IOException e) {
            throw new ScriptException(file + ": the file cannot be read: " + e.getMessage(), e);
        }
    }

    /** By what a change is noticed. */
    private record Stamp(FileTime modified, long size) {

        /** Nothing when there is no file, which differs from every file. */
        static Optional<Stamp> of(Path file) {
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return Optional.of(new Stamp(attributes.lastModifiedTime(), attributes.size()));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }
}
