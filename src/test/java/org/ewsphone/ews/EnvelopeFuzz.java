package org.ewsphone.ews;

/** Where Jazzer puts in its bytes: see the profile fuzz. What it finds is kept, and replayed by {@link AnyBytesTest}. */
public final class EnvelopeFuzz {

    private static final AnyBytes ANY_BYTES = new AnyBytes();

    private EnvelopeFuzz() {}

    /** By the name that Jazzer looks for. */
    public static void fuzzerTestOneInput(byte[] body) {
        ANY_BYTES.hold(body);
    }
}
