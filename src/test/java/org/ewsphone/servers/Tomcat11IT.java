package org.ewsphone.servers;

import java.io.IOException;

final class Tomcat11IT extends ServerContract {

    @Override
    ServletServer start(Workplace workplace) throws IOException {
        return Tomcat.start(Distribution.named("tomcat-11.0"), workplace);
    }
}
