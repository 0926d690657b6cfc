package org.ewsphone.ews;

import com.sun.xml.ws.message.AbstractHeaderImpl;
import com.sun.xml.ws.spi.db.XMLBridge;
import jakarta.xml.soap.SOAPMessage;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.ErrorHandler;

/** A header of a {@link BoundRequest}, in its wire class. */
final class BoundHeader extends AbstractHeaderImpl {

    private final String localName;
    private final Object value;

    BoundHeader(String localName, Object value) {
        this.localName = localName;
        this.value = value;
    }

    @Override
    public String getNamespaceURI() {
        return Names.TYPES;
    }

    @Override
    public String getLocalPart() {
        return localName;
    }

    /** Neither actor nor mustUnderstand: the envelope's reader has dealt with them. */
    @Override
    public @Nullable String getAttribute(String namespace, String name) {
        return null;
    }

    @Override
    @SuppressWarnings("unchecked") // The contract gives one wire class to the header
    public <T> T readAsJAXB(XMLBridge<T> bridge) {
        return (T) value;
    }

    @Override
    public XMLStreamReader readHeader() {
        throw BoundRequest.isBound();
    }

    @Override
    public void writeTo(XMLStreamWriter writer) {
        throw BoundRequest.isBound();
    }

    @Override
    public void writeTo(SOAPMessage message) {
        throw BoundRequest.isBound();
    }

    @Override
    public void writeTo(ContentHandler contentHandler, ErrorHandler errorHandler) {
        throw BoundRequest.isBound();
    }
}
