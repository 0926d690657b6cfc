package org.ewsphone.call;

import java.util.function.Supplier;

/** Lets a caller ask only so often, and only so much at once. Nobody waits. Safe for many threads. */
public interface Admission {

    /**
     * Serves the request, if the caller may make it now.
     *
     * @throws ThrottledException when it is one too many; nothing of it has happened then
     */
    <T> T admit(Caller caller, Supplier<T> request);
}
