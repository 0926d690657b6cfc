package org.ewsphone.servers;

import java.io.IOException;

final class GlassFish7IT extends ServerContract {

    @Override
    ServletServer start(Workplace workplace) throws IOException {
        return GlassFish.start(Distribution.named("glassfish-7.0"), workplace);
    }

    /** Found in heap dumps: its session expirer's thread, its MicroProfile Config and its ResourceValidator hold one each. */
    @Override
    long heldByTheServer() {
        return 3;
    }
}
