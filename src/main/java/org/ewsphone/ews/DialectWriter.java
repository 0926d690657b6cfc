package org.ewsphone.ews;

import javax.xml.namespace.NamespaceContext;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.codehaus.stax2.util.StreamWriter2Delegate;

/** Writes the namespaces of EWS in the dialect of a client. */
final class DialectWriter extends StreamWriter2Delegate {

    private final XMLStreamWriter2 writer;
    private final NamespaceDialect dialect;

    DialectWriter(XMLStreamWriter2 writer, NamespaceDialect dialect) {
        super(writer);
        this.writer = writer;
        this.dialect = dialect;
    }

    @Override
    public void writeStartElement(String prefix, String localName, String uri) throws XMLStreamException {
        writer.writeStartElement(prefix, localName, dialect.write(uri));
    }

    @Override
    public void writeStartElement(String uri, String localName) throws XMLStreamException {
        writer.writeStartElement(dialect.write(uri), localName);
    }

    @Override
    public void writeEmptyElement(String prefix, String localName, String uri) throws XMLStreamException {
        writer.writeEmptyElement(prefix, localName, dialect.write(uri));
    }

    @Override
    public void writeEmptyElement(String uri, String localName) throws XMLStreamException {
        writer.writeEmptyElement(dialect.write(uri), localName);
    }

    @Override
    public void writeAttribute(String prefix, String uri, String localName, String value) throws XMLStreamException {
        writer.writeAttribute(prefix, dialect.write(uri), localName, value);
    }

    @Override
    public void writeAttribute(String uri, String localName, String value) throws XMLStreamException {
        writer.writeAttribute(dialect.write(uri), localName, value);
    }

    @Override
    public void writeNamespace(String prefix, String uri) throws XMLStreamException {
        writer.writeNamespace(prefix, dialect.write(uri));
    }

    @Override
    public void writeDefaultNamespace(String uri) throws XMLStreamException {
        writer.writeDefaultNamespace(dialect.write(uri));
    }

    @Override
    public void setPrefix(String prefix, String uri) throws XMLStreamException {
        writer.setPrefix(prefix, dialect.write(uri));
    }

    @Override
    public void setDefaultNamespace(String uri) throws XMLStreamException {
        writer.setDefaultNamespace(dialect.write(uri));
    }

    @Override
    public String getPrefix(String uri) throws XMLStreamException {
        return writer.getPrefix(dialect.write(uri));
    }

    @Override
    public NamespaceContext getNamespaceContext() {
        return writer.getNamespaceContext();
    }
}
