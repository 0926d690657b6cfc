package org.ewsphone.conform;

import org.ewsphone.client.Dialect;
import org.ewsphone.client.Xml;
import org.w3c.dom.Element;

/** What a server does with namespaces that begin with https. */
enum DialectPolicy {
    MIRROR("https namespaces are mirrored"),
    HTTP("https namespaces are answered in http"),
    REFUSED("https namespaces are refused");

    private final String words;

    DialectPolicy(String words) {
        this.words = words;
    }

    /** As the answer to a request in https tells. */
    static DialectPolicy of(Answer toHttps) {
        Element payload = toHttps.payload();
        if (Xml.is(payload, Dialect.SOAP, "Fault")) {
            toHttps.faults("ErrorInvalidRequest");
            return REFUSED;
        }
        toHttps.isServed();
        return Dialect.HTTPS.messages().equals(payload.getNamespaceURI()) ? MIRROR : HTTP;
    }

    /** In which dialect a request of this dialect is answered. */
    Dialect answerTo(Dialect request) {
        return this == MIRROR ? request : Dialect.HTTP;
    }

    String words() {
        return words;
    }
}
