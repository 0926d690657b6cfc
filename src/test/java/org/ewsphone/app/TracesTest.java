package org.ewsphone.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracesTest {

    private final Map<Thread, ClassLoader> loaders = new HashMap<>();

    TracesTest() {
        Thread.getAllStackTraces().keySet().forEach(thread -> loaders.put(thread, thread.getContextClassLoader()));
    }

    /** Other tests work on these threads, too. */
    @AfterEach
    void giveThreadsBackTheirClassLoaders() {
        loaders.forEach(Thread::setContextClassLoader);
    }

    /** Made on this stack, or on that of another test. */
    @Test
    void no_class_of_ours_stays_in_the_exception_that_the_schema_reader_keeps() {
        Throwable kept = Traces.keptException().orElseThrow();
        kept.fillInStackTrace();
        assertTrue(showsOurs(kept));

        Traces.remove();

        assertFalse(showsOurs(kept), () -> Arrays.toString(kept.getStackTrace()));
    }

    private static boolean showsOurs(Throwable kept) {
        return Arrays.stream(kept.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("org.ewsphone."));
    }
}
