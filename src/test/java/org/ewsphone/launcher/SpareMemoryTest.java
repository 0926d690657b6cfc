package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpareMemoryTest {

    @Test
    void what_a_burst_needed_is_given_back() {
        long grown = heapOfABurst();
        assumeTrue(isFree("MaxHeapFreeRatio"), "This JVM has no heap that shrinks");

        SpareMemory.giveBack();

        long left = committed();
        assertTrue(grown - left >= 64L << 20, grown + " bytes before, " + left + " after");
    }

    private static long heapOfABurst() {
        List<byte[]> buffers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            buffers.add(new byte[400_000]);
        }
        return buffers.isEmpty() ? 0 : committed();
    }

    private static boolean isFree(String flag) {
        return SpareMemory.flags()
                .filter(flags -> flags.getVMOption(flag).isWriteable())
                .isPresent();
    }

    private static long committed() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    }
}
