package org.ewsphone.gateway.sip.signalling;

/** Threads that do not keep the JVM alive. */
final class Threads {

    private Threads() {}

    static Thread daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setContextClassLoader(Threads.class.getClassLoader()); // Not that of the request that makes it begin
        thread.setDaemon(true);
        return thread;
    }
}
