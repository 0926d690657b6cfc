package org.ewsphone.launcher;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Optional;

/**
 * Gives memory back to the system that a burst has left behind. A heap keeps the size that it once needed, and some hundred
 * clients that dawdle, each with the buffers of its TLS connection, need more than the rest of the day. It acts only when
 * the heap has grown and the process has next to nothing to do, so that nobody waits for it.
 */
final class SpareMemory implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long WORTH_IT = 12L << 20;

    /** A collection of more takes longer than a caller should wait. */
    private static final long TOO_MUCH = 512L << 20;

    /** Of the CPU time of one processor. */
    private static final int QUIET_PERCENT = 10;

    private static final String LEAST_FREE = "MinHeapFreeRatio";
    private static final String MOST_FREE = "MaxHeapFreeRatio";

    private final Thread thread = new Thread(this::watch, "spare-memory");

    private SpareMemory() {
        thread.setDaemon(true);
    }

    /** Watches the heap of this process until it is closed. */
    static SpareMemory start() {
        var watch = new SpareMemory();
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            Thread.sleep(PAUSE.toMillis()); // The start has better things to do than to load the management classes
            Look before = Look.now();
            long kept = before.heap().getCommitted();
            while (true) {
                Thread.sleep(PAUSE.toMillis());
                Look look = Look.now();
                kept = Math.min(kept, look.heap().getCommitted());
                if (look.heap().getCommitted() - kept >= WORTH_IT && look.isQuietSince(before)) {
                    giveBack();
                    look = Look.now();
                    kept = look.heap().getCommitted();
                }
                before = look;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Collects with little left free; what the heap may keep at other times is for the JVM and its operator to say. */
    static void giveBack() {
        flags().ifPresent(flags -> {
            String least = flags.getVMOption(LEAST_FREE).getValue();
            String most = flags.getVMOption(MOST_FREE).getValue();
            flags.setVMOption(LEAST_FREE, "10");
            flags.setVMOption(MOST_FREE, "20");
            System.gc();
            flags.setVMOption(MOST_FREE, most);
            flags.setVMOption(LEAST_FREE, least);
        });
    }

    /** Nothing on a JVM of another kind. */
    static Optional<HotSpotDiagnosticMXBean> flags() {
        return Optional.ofNullable(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class));
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /** The heap, and what the process has done so far. */
    private record Look(MemoryUsage heap, long collections, long cpuNanos) {
        static Look now() {
            return new Look(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage(),
                    ManagementFactory.getGarbageCollectorMXBeans().stream()
                            .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                            .sum(),
                    ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                            .getProcessCpuTime());
        }

        boolean isQuietSince(Look before) {
            return collections == before.collections
                    && heap.getUsed() <= TOO_MUCH
                    && cpuNanos - before.cpuNanos <= PAUSE.toNanos() * QUIET_PERCENT / 100;
        }
    }
}
