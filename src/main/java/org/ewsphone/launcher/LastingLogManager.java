package org.ewsphone.launcher;

import java.util.logging.LogManager;

/**
 * Keeps the log open until the process is gone. The JDK's own closes it at the first moment of the end, and what the
 * server does then would never be told.
 */
public final class LastingLogManager extends LogManager {

    private volatile boolean lasting;

    /** From now on what is configured stays. */
    static void keep() {
        if (LogManager.getLogManager() instanceof LastingLogManager manager) {
            manager.lasting = true;
        }
    }

    @Override
    public void reset() {
        if (!lasting) {
            super.reset();
        }
    }
}
