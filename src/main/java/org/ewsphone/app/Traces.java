package org.ewsphone.app;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.runtime.ObjectMethods;
import java.util.ResourceBundle;

/** What the JDK keeps of an application that has ended, and with it every class of its. */
final class Traces {

    private Traces() {}

    /**
     * Leaves none. JDK 17 remembers the last kind of record that was made comparable, so something of its own becomes the
     * last one.
     */
    static void remove() {
        try {
            ObjectMethods.bootstrap(MethodHandles.lookup(), "equals", MethodHandle.class, Record.class, "");
        } catch (Throwable e) {
            throw new IllegalStateException("Every Java platform can compare records", e);
        }
        ResourceBundle.clearCache(Traces.class.getClassLoader());
    }
}
