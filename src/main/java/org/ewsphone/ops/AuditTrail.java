package org.ewsphone.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.ewsphone.call.IdentityRefusal;
import org.ewsphone.call.OperationObserver;
import org.ewsphone.call.OperationRecord;
import org.ewsphone.call.RefusalObserver;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who did what, a line for each operation, and who was not let in; written by a thread of its own. When lines cannot be written, or not fast
 * enough, they are lost and counted, and the log says so; calls and answers go on.
 */
public final class AuditTrail implements OperationObserver, RefusalObserver, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private static final Setting<Boolean> AUDIT =
            Setting.flag("audit", true, "Write a line for each operation into the audit file.");

    private static final Setting<Path> FILE = Setting.path(
            "audit.file", "audit.jsonl", "The audit file; in the home directory, unless the path is absolute.");

    private static final Setting<Integer> MAX_SIZE = Setting.number(
            "audit.max-size",
            10_000_000,
            1000,
            Integer.MAX_VALUE,
            "Bytes of one audit file, at most. Then it is kept under its name with .1, and a new one begins.");

    private static final Setting<Integer> FILES =
            Setting.number("audit.files", 10, 1, 1000, "How many audit files are kept, the newest among them.");

    private static final Setting<Integer> DIGITS = Setting.number(
            "audit.number-digits", 4, 0, 32, "How many of its last digits the audit file shows of a number.");

    private static final int WAITING = 4096;

    /** Lines that come within this time are written at once: to be woken for each costs more than the line itself. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private static final Duration LAST_LINES = Duration.ofSeconds(5);

    /** How soon after its minute a line about many refusals is written, at the latest. */
    private static final Duration GLANCE = Duration.ofSeconds(5);

    /** What the writer ends with. */
    private static final Supplier<byte[]> END = AuditTrail::nothing;

    private final Path path;
    private final AuditFile file;
    private final AuditLine line;
    private final RefusalDigest refusals;
    private final BlockingQueue<Supplier<byte[]>> waiting;
    private final Thread writer = new Thread(this::write, "audit");
    private final AtomicLong lost = new AtomicLong();
    private final AtomicBoolean losing = new AtomicBoolean();
    private long told;

    /** A trail into this file, for which so many lines may wait. */
    AuditTrail(Path path, long maxSize, int files, int digits, int waiting, Clock clock) {
        this.path = path;
        this.file = new AuditFile(path, maxSize, files);
        this.line = new AuditLine(digits);
        this.refusals = new RefusalDigest(clock);
        this.waiting = new ArrayBlockingQueue<>(waiting);
        writer.setDaemon(true);
    }

    /** As the settings say; nothing when they want none. */
    public static Optional<AuditTrail> from(Settings settings, Clock clock) {
        if (!settings.get(AUDIT)) {
            return Optional.empty();
        }
        var trail = new AuditTrail(
                settings.home().resolve(settings.get(FILE)),
                settings.get(MAX_SIZE),
                settings.get(FILES),
                settings.get(DIGITS),
                WAITING,
                clock);
        trail.start();
        return Optional.of(trail);
    }

    /** The settings it reads. */
    public static List<Setting<?>> settings() {
        return List.of(AUDIT, FILE, MAX_SIZE, FILES, DIGITS);
    }

    /** Begins to write. */
    void start() {
        writer.start();
    }

    @Override
    public void on(OperationRecord operation) {
        add(() -> line.of(operation));
    }

    @Override
    public void on(IdentityRefusal refusal) {
        if (refusals.isFirst(refusal)) {
            add(() -> line.of(refusal));
        }
    }

    private static byte[] nothing() {
        return new byte[0];
    }

    private void add(Supplier<byte[]> next) {
        if (!waiting.offer(next)) {
            lose("it cannot be written as fast as requests come", 1);
        }
    }

    /** How many lines could not be written since the start. */
    public long lost() {
        return lost.get();
    }

    private void write() {
        try (file) {
            List<Supplier<byte[]>> lines = new ArrayList<>();
            boolean ended = false;
            while (!ended) {
                lines.clear();
                Supplier<byte[]> first = waiting.poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    lines.add(first);
                    Thread.sleep(GATHERING.toMillis());
                    waiting.drainTo(lines);
                    ended = lines.remove(END);
                }
                refusals.due(ended).forEach(summary -> lines.add(() -> line.of(summary)));
                if (!lines.isEmpty()) {
                    write(lines);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            lose(reason(e), 0);
        }
    }

    private void write(List<Supplier<byte[]>> lines) {
        try {
            if (!Files.exists(path)) {
                Files.createDirectories(
                        Objects.requireNonNull(path.toAbsolutePath().getParent()));
            }
            file.append(lines.stream().map(Supplier::get).toList());
            if (waiting.isEmpty()) {
                caughtUp();
            }
        } catch (IOException | RuntimeException e) {
            lose(reason(e), lines.size());
        }
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    /** Told once, however many follow. */
    private void lose(String reason, int lines) {
        lost.addAndGet(lines);
        if (losing.compareAndSet(false, true)) {
            LOG.error("AUDIT LINES ARE BEING LOST. The audit file {} fails, and calls go on: {}", path, reason);
        }
    }

    private void caughtUp() {
        if (losing.compareAndSet(true, false)) {
            long now = lost.get();
            LOG.warn("The audit file {} is written again. Lines lost meanwhile: {}", path, now - told);
            told = now;
        }
    }

    /** Returns when all lines are written, or soon after when they cannot be. */
    @Override
    public void close() {
        try {
            boolean ending = waiting.offer(END, LAST_LINES.toMillis(), TimeUnit.MILLISECONDS);
            if (ending) {
                writer.join(LAST_LINES.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (writer.isAlive()) {
            lose("it did not end within " + LAST_LINES.toSeconds() + " s", waiting.size());
            writer.interrupt();
        }
        if (lost.get() > 0) {
            LOG.warn("Audit lines lost since the start: {}", lost.get());
        }
    }
}
