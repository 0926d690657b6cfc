package org.ewsphone.app;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.ewsphone.spi.IncomingRequest;
import org.ewsphone.spi.OneHeader;

/** The user demo, whose password is demo. */
final class Demo {

    /** What demo sends to be known. */
    static final IncomingRequest REQUEST = new OneHeader(
            "192.0.2.1",
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString("demo:demo".getBytes(StandardCharsets.UTF_8)));

    private Demo() {}
}
