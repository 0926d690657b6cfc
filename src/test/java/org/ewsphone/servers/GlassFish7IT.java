package org.ewsphone.servers;

import java.io.IOException;

final class GlassFish7IT extends ServerContract {

    @Override
    ServletServer start(Workplace workplace) throws IOException {
        return GlassFish.start(Distribution.named("glassfish-7.0"), workplace);
    }

    /**
     * GlassFish 7.0.21 keeps two listeners for each deployment (DeployCommand, and that of ApplicationInfo), and the class
     * loader with them: after five redeploys of an empty WAR it has six.
     */
    @Override
    boolean letsGoOfClasses() {
        return false;
    }

    @Override
    boolean offersHttp2() {
        return true;
    }
}
