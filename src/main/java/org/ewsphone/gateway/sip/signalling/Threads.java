package org.ewsphone.gateway.sip.signalling;

/** Threads that do not keep the JVM alive. */
final class Threads {

    private Threads() {}

    static Thread daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
