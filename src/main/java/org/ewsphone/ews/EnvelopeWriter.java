package org.ewsphone.ews;

import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxOutputFactory;
import com.sun.xml.ws.api.message.Message;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.codehaus.stax2.XMLStreamWriter2;
import org.ewsphone.ews.wire.ResponseCodeType;

/** Writes answers and faults as bytes, in the dialect of their request. Safe for many threads. */
final class EnvelopeWriter {

    private static final int USUAL_SIZE = 1024;

    private final WstxOutputFactory writers = new WstxOutputFactory();
    private final ServerVersion version;

    EnvelopeWriter(ServerVersion version) {
        this.version = version;
        writers.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, false);
        writers.setProperty(WstxOutputProperties.P_USE_DOUBLE_QUOTES_IN_XML_DECL, true);
        writers.setProperty(WstxOutputProperties.P_OUTPUT_VALIDATE_STRUCTURE, false);
    }

    byte[] answer(Message response, NamespaceDialect dialect) {
        return write(writer -> {
            startOfBody(writer, dialect.write(Names.TYPES));
            response.writePayloadTo(new WireWriter(writer, dialect));
            writer.writeEndDocument();
        });
    }

    byte[] fault(EwsFault fault, NamespaceDialect dialect) {
        String types = dialect.write(Names.TYPES);
        String errors = dialect.write(Names.ERRORS);
        return write(writer -> {
            startOfBody(writer, types);
            writer.writeStartElement("s", "Fault", Names.SOAP);
            faultCode(writer, fault, types);
            writer.writeStartElement("faultstring");
            writer.writeAttribute("xml", XMLConstants.XML_NS_URI, "lang", "en-US");
            writer.writeCharacters(fault.text());
            writer.writeEndElement();
            detail(writer, fault, types, errors);
            writer.writeEndDocument();
        });
    }

    /** The header is written here for answers too: Metro would look up its type by reflection each time. */
    private void startOfBody(XMLStreamWriter writer, String types) throws XMLStreamException {
        writer.writeStartDocument("UTF-8", "1.0");
        writer.writeStartElement("s", "Envelope", Names.SOAP);
        writer.writeNamespace("s", Names.SOAP);
        writer.writeStartElement("s", "Header", Names.SOAP);
        serverVersion(writer, types);
        writer.writeEndElement();
        writer.writeStartElement("s", "Body", Names.SOAP);
    }

    private void serverVersion(XMLStreamWriter writer, String types) throws XMLStreamException {
        writer.writeEmptyElement("t", "ServerVersionInfo", types);
        writer.writeNamespace("t", types);
        writer.writeAttribute("MajorVersion", Integer.toString(version.major()));
        writer.writeAttribute("MinorVersion", Integer.toString(version.minor()));
        writer.writeAttribute("MajorBuildNumber", Integer.toString(version.majorBuild()));
        writer.writeAttribute("MinorBuildNumber", Integer.toString(version.minorBuild()));
        writer.writeAttribute("Version", version.schema());
    }

    /** The code is a name with a prefix within text, so the prefix must be bound where it stands. */
    private static void faultCode(XMLStreamWriter writer, EwsFault fault, String types) throws XMLStreamException {
        ResponseCodeType code = fault.code();
        writer.writeStartElement("faultcode");
        if (code == null) {
            writer.writeCharacters("s:MustUnderstand");
        } else {
            writer.writeNamespace("a", types);
            writer.writeCharacters("a:" + code.value());
        }
        writer.writeEndElement();
    }

    /** A fault about a header has no detail (SOAP 1.1, 4.4). */
    private static void detail(XMLStreamWriter writer, EwsFault fault, String types, String errors)
            throws XMLStreamException {
        ResponseCodeType code = fault.code();
        if (code == null) {
            return;
        }
        writer.writeStartElement("detail");
        error(writer, errors, "ResponseCode", code.value());
        error(writer, errors, "Message", String.valueOf(fault.getMessage()));
        if (!fault.details().isEmpty() || fault.backOffMilliseconds() > 0) {
            messageXml(writer, fault, types);
        }
        writer.writeEndElement();
    }

    private static void error(XMLStreamWriter writer, String errors, String name, String text)
            throws XMLStreamException {
        writer.writeStartElement("e", name, errors);
        writer.writeNamespace("e", errors);
        writer.writeCharacters(text);
        writer.writeEndElement();
    }

    private static void messageXml(XMLStreamWriter writer, EwsFault fault, String types) throws XMLStreamException {
        writer.writeStartElement("t", "MessageXml", types);
        writer.writeNamespace("t", types);
        for (Map.Entry<String, String> detail : fault.details().entrySet()) {
            writer.writeStartElement("t", detail.getKey(), types);
            writer.writeCharacters(detail.getValue());
            writer.writeEndElement();
        }
        if (fault.backOffMilliseconds() > 0) {
            writer.writeStartElement("t", "Value", types);
            writer.writeAttribute("Name", "BackOffMilliseconds");
            writer.writeCharacters(Integer.toString(fault.backOffMilliseconds()));
            writer.writeEndElement();
        }
        writer.writeEndElement();
    }

    private byte[] write(Content content) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try {
            var writer = (XMLStreamWriter2) writers.createXMLStreamWriter(bytes, "UTF-8");
            content.writeTo(writer);
            writer.closeCompletely(); // Gives its buffers back, which close() does not
        } catch (XMLStreamException e) {
            throw new IllegalStateException("An answer cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /** Something that can write itself. */
    @FunctionalInterface
    private interface Content {
        void writeTo(XMLStreamWriter2 writer) throws XMLStreamException;
    }
}
