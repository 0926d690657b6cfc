package org.ewsphone.servers;

import java.io.IOException;

final class GlassFish7IT extends ServerContract {

    @Override
    ServletServer start(Workplace workplace) throws IOException {
        return GlassFish.start(Distribution.named("glassfish-7.0"), workplace);
    }

    /** GlassFish 7.0.21 keeps a listener for each deployment (ApplicationInfo), and the class loader with it, whoever deploys. */
    @Override
    boolean letsGoOfClasses() {
        return false;
    }

    @Override
    boolean offersHttp2() {
        return true;
    }
}
