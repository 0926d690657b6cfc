package org.ewsphone.stores;

import java.io.IOException;
import java.util.Map;

/** What the nodes keep their calls in, as processes of its own on the loopback. Closing ends it and leaves nothing. */
public interface SharedStore extends AutoCloseable {

    /** What people call it. */
    String name();

    /** The settings with which a node uses it. */
    Map<String, String> settings();

    /** Ends all of its processes without a warning (SIGKILL); returns when they are gone. */
    void kill() throws IOException;

    /** Starts it again on what it had written; returns when it answers. */
    void startAgain() throws IOException;

    /** How many connections the nodes have to it. */
    int connections() throws IOException;

    @Override
    void close() throws IOException;
}
