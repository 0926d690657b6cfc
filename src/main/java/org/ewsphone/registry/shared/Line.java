package org.ewsphone.registry.shared;

import java.util.function.Consumer;

/** A connection on which the nodes tell each other something. */
public interface Line extends AutoCloseable {

    /**
     * Opens the connection and hands on what is said there, until it breaks or is closed.
     *
     * @param opened told when nothing is missed from now on
     * @param heard told of everything that is said
     * @throws Exception why it broke
     */
    void listen(Runnable opened, Consumer<String> heard) throws Exception;

    /** Ends {@link #listen}, from another thread. */
    @Override
    void close();
}
