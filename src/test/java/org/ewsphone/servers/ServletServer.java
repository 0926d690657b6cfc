package org.ewsphone.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A server of somebody else that runs our WAR: started for a test, at free ports of the loopback, and ended by it. */
interface ServletServer extends AutoCloseable {

    /** Puts the WAR there, in place of the one that is there; returns when it answers. */
    void deploy(Path war) throws IOException;

    /** Puts the WAR there, which will refuse to start; returns when it has. */
    void deployInVain(Path war) throws IOException;

    /** Takes the WAR away. */
    void undeploy() throws IOException;

    /** Where it answers by HTTPS. */
    URI root();

    /** What its HTTPS must be trusted by, a PEM file. */
    Path certificate();

    /** All that it has logged. */
    String log() throws IOException;

    /** Its Java virtual machine. */
    LiveClasses classes();

    @Override
    void close() throws IOException;
}
