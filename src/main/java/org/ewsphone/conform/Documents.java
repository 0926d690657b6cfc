package org.ewsphone.conform;

import org.ewsphone.client.Xml;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** What a server sent, as a document. */
final class Documents {

    private Documents() {}

    /** The document in these bytes; throws {@link Contradiction} when there is none. */
    static Document read(byte[] bytes) {
        try {
            return Xml.read(bytes);
        } catch (SAXException e) {
            throw new Contradiction(
                    "well-formed XML", "a body that is not: " + OneLine.of(String.valueOf(e.getMessage())));
        }
    }
}
