package org.ewsphone.ews;

import javax.xml.namespace.NamespaceContext;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.codehaus.stax2.util.StreamWriter2Delegate;

/**
 * Writes the namespaces of EWS in the dialect of a client, and with the prefixes of the documentation: messages without one,
 * types with t. JAXB would choose its own, and others at the next start.
 */
final class WireWriter extends StreamWriter2Delegate {

    private final XMLStreamWriter2 writer;
    private final NamespaceDialect dialect;

    WireWriter(XMLStreamWriter2 writer, NamespaceDialect dialect) {
        super(writer);
        this.writer = writer;
        this.dialect = dialect;
    }

    private static String prefix(String uri, String otherwise) {
        return switch (uri) {
            case Names.MESSAGES -> "";
            case Names.TYPES -> "t";
            case Names.SOAP -> "s";
            default -> otherwise;
        };
    }

    @Override
    public void writeStartElement(String prefix, String localName, String uri) throws XMLStreamException {
        writer.writeStartElement(prefix(uri, prefix), localName, dialect.write(uri));
    }

    @Override
    public void writeEmptyElement(String prefix, String localName, String uri) throws XMLStreamException {
        writer.writeEmptyElement(prefix(uri, prefix), localName, dialect.write(uri));
    }

    @Override
    public void writeAttribute(String prefix, String uri, String localName, String value) throws XMLStreamException {
        writer.writeAttribute(prefix(uri, prefix), dialect.write(uri), localName, value);
    }

    @Override
    public void writeNamespace(String prefix, String uri) throws XMLStreamException {
        String ours = prefix(uri, prefix);
        if (ours.isEmpty()) {
            writer.writeDefaultNamespace(dialect.write(uri));
        } else {
            writer.writeNamespace(ours, dialect.write(uri));
        }
    }

    @Override
    public void writeDefaultNamespace(String uri) throws XMLStreamException {
        writeNamespace("", uri);
    }

    @Override
    public void setPrefix(String prefix, String uri) throws XMLStreamException {
        writer.setPrefix(prefix(uri, prefix), dialect.write(uri));
    }

    @Override
    public void setDefaultNamespace(String uri) throws XMLStreamException {
        writer.setPrefix(prefix(uri, ""), dialect.write(uri));
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
