package org.ewsphone.ews;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The files that lie beside the classes. */
final class Resources {

    private Resources() {}

    /** The whole file of this name, relative to this package, or absolute in the class path when it begins with a slash. */
    static byte[] bytes(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
