package org.ewsphone.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether the certificate on the disk is another one, and has it taken when it can be used. */
final class CertificateWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PemFiles files;
    private final Runnable reload;
    private final Thread thread = new Thread(this::watch, "certificate");
    private State judged;
    private State seen;

    private CertificateWatch(PemFiles files, Runnable reload) {
        this.files = files;
        this.reload = reload;
        judged = State.of(files);
        seen = judged;
        thread.setDaemon(true);
    }

    /** Watches these files, which are in use now, and calls the action when they are others and good. */
    static CertificateWatch start(PemFiles files, Runnable reload) {
        var watch = new CertificateWatch(files, reload);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(PAUSE.toMillis());
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Files that changed since the last look may still be written, or lack their other half. */
    private void look() {
        State now = State.of(files);
        if (now.equals(seen) && !now.equals(judged)) {
            judged = now;
            take();
        }
        seen = now;
    }

    private void take() {
        try {
            if (files.belongTogether()) {
                reload.run();
                LOG.info("The certificate {} is served from now on", files.certificate());
            } else {
                keep("the key is not that of the certificate");
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            keep(e.toString());
        }
    }

    private void keep(String reason) {
        LOG.warn(
                "The certificate {} and its key {} have changed and cannot be used, so the old ones are kept: {}",
                files.certificate(),
                files.key(),
                reason);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /** What tells two states of the files apart. */
    private record State(Optional<Trace> certificate, Optional<Trace> key) {
        static State of(PemFiles files) {
            return new State(Trace.of(files.certificate()), Trace.of(files.key()));
        }
    }

    /** One file, behind all symbolic links. */
    private record Trace(FileTime modified, long size, String key) {
        static Optional<Trace> of(Path file) {
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return Optional.of(new Trace(
                        attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey())));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }
}
