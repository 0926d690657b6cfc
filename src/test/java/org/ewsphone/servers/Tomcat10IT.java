package org.ewsphone.servers;

import java.io.IOException;

final class Tomcat10IT extends ServerContract {

    @Override
    ServletServer start(Workplace workplace) throws IOException {
        return Tomcat.start(Distribution.named("tomcat-10.1"), workplace);
    }
}
