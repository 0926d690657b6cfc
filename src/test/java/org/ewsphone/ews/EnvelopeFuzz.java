package org.ewsphone.ews;

import java.nio.charset.StandardCharsets;
import org.ewsphone.app.Envelopes;

/** Where Jazzer puts in its bytes: see the profile fuzz. What it finds is kept, and replayed by {@link AnyBytesTest}. */
public final class EnvelopeFuzz {

    private static final AnyBytes ANY_BYTES = new AnyBytes();

    private EnvelopeFuzz() {}

    /** Loads and instruments what would else count as the time of the first request. */
    public static void fuzzerInitialize() {
        ANY_BYTES.hold(Envelopes.named("play/documented").request().getBytes(StandardCharsets.UTF_8));
    }

    /** By the name that Jazzer looks for. */
    public static void fuzzerTestOneInput(byte[] body) {
        ANY_BYTES.hold(body);
    }
}
