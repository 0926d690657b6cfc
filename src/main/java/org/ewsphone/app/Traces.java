package org.ewsphone.app;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.runtime.ObjectMethods;
import java.util.Optional;
import java.util.ResourceBundle;
import org.codehaus.stax2.validation.XMLValidationSchema;
import org.codehaus.stax2.validation.XMLValidationSchemaFactory;

/** What the JDK and the server keep of an application that has ended, and with it every class of its. */
final class Traces {

    private static final String SCHEMA_READER = "com.ctc.wstx.shaded.msv_core.reader.RunAwayExpressionChecker";

    private Traces() {}

    /** Leaves none. */
    static void remove() {
        removeFromRecords();
        removeFromStacks();
        removeFromThreads();
        ResourceBundle.clearCache(Traces.class.getClassLoader());
    }

    /** JDK 17 remembers the last kind of record that was made comparable, so something of its own becomes the last one. */
    private static void removeFromRecords() {
        try {
            ObjectMethods.bootstrap(MethodHandles.lookup(), "equals", MethodHandle.class, Record.class, "");
        } catch (Throwable e) {
            throw new IllegalStateException("Every Java platform can compare records", e);
        }
    }

    /**
     * The schema reader of Woodstox makes an exception when it is first used, and keeps it to throw it. An exception holds
     * the classes that were on the stack, beyond the reach of {@code setStackTrace}: where Woodstox is the server's, as on
     * GlassFish, they are of the application that came first. So it is filled in anew, on a stack without a class of ours:
     * the JDK leaves out the frames of a method reference.
     */
    private static void removeFromStacks() {
        keptException().ifPresent(kept -> {
            var thread = new Thread(kept::fillInStackTrace, "ews-phone-traces");
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /**
     * A thread that a server makes while it works for an application inherits its context class loader, and may go on without
     * end: on GlassFish the one that lets sessions expire. The thread that ends the application gets its own back from the
     * server.
     */
    private static void removeFromThreads() {
        ClassLoader application = Traces.class.getClassLoader();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread())
                .filter(thread -> thread.getContextClassLoader() == application)
                .forEach(thread -> thread.setContextClassLoader(application.getParent()));
    }

    /** Unless there is none: other versions may do otherwise. */
    static Optional<Throwable> keptException() {
        try {
            Field field = Class.forName(SCHEMA_READER, true, woodstox()).getDeclaredField("eureka");
            field.setAccessible(true);
            return Optional.of((Throwable) field.get(null));
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return Optional.empty();
        }
    }

    /** Its class loader; by name an application may find another Woodstox than the one that it uses, for it has one, too. */
    private static ClassLoader woodstox() {
        return XMLValidationSchemaFactory.newInstance(XMLValidationSchema.SCHEMA_ID_W3C_SCHEMA)
                .getClass()
                .getClassLoader();
    }
}
