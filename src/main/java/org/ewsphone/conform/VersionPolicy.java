package org.ewsphone.conform;

import org.ewsphone.client.Dialect;
import org.ewsphone.client.Xml;

/** What a server does with requests that name no version, or a newer one than its own. */
enum VersionPolicy {
    LENIENT("versions are taken leniently"),
    STRICT("versions are taken strictly");

    private final String words;

    VersionPolicy(String words) {
        this.words = words;
    }

    /** As the answer to a request without a version tells. */
    static VersionPolicy of(Answer toNoVersion) {
        if (Xml.is(toNoVersion.payload(), Dialect.SOAP, "Fault")) {
            toNoVersion.faults("ErrorInvalidServerVersion");
            return STRICT;
        }
        toNoVersion.isServed();
        return LENIENT;
    }

    String words() {
        return words;
    }
}
