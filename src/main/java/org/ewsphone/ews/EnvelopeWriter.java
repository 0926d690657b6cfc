package org.ewsphone.ews;

import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxOutputFactory;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.codehaus.stax2.XMLStreamWriter2;
import org.ewsphone.ews.wire.ResponseCodeType;
import org.ewsphone.ews.wire.ResponseMessageType;

/** Writes answers and faults as bytes, in the dialect of their request. Safe for many threads. */
final class EnvelopeWriter {

    private static final int USUAL_SIZE = 1024;

    private static final String BEGINNING = """
            <?xml version="1.0" encoding="UTF-8"?>\
            <s:Envelope xmlns:s="%s"><s:Header>\
            <t:ServerVersionInfo xmlns:t="%s" MajorVersion="%d" MinorVersion="%d" MajorBuildNumber="%d"\
             MinorBuildNumber="%d" Version="%s"/>\
            </s:Header><s:Body>""";

    private static final byte[] END = "</s:Body></s:Envelope>".getBytes(StandardCharsets.UTF_8);

    private final JAXBContext binding;
    private final Queue<Marshaller> marshallers = new ConcurrentLinkedQueue<>();
    private final WstxOutputFactory writers = new WstxOutputFactory();

    /** All envelopes begin alike, up to their Body. */
    private final Map<NamespaceDialect, byte[]> beginnings = new EnumMap<>(NamespaceDialect.class);

    /**
     * A writer of envelopes.
     *
     * @param binding the wire classes
     */
    EnvelopeWriter(JAXBContext binding, ServerVersion version) {
        this.binding = binding;
        writers.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, false);
        writers.setProperty(WstxOutputProperties.P_OUTPUT_VALIDATE_STRUCTURE, false);
        for (NamespaceDialect dialect : NamespaceDialect.values()) {
            beginnings.put(dialect, beginning(version, dialect));
        }
    }

    private static byte[] beginning(ServerVersion version, NamespaceDialect dialect) {
        return BEGINNING
                .formatted(
                        Names.SOAP,
                        dialect.write(Names.TYPES),
                        version.major(),
                        version.minor(),
                        version.majorBuild(),
                        version.minorBuild(),
                        version.schema())
                .getBytes(StandardCharsets.UTF_8);
    }

    byte[] answer(JAXBElement<ResponseMessageType> response, NamespaceDialect dialect) {
        return write(dialect, writer -> marshal(response, new WireWriter(writer, dialect)));
    }

    private void marshal(JAXBElement<ResponseMessageType> response, WireWriter writer) {
        try {
            Marshaller idle = marshallers.poll();
            Marshaller marshaller = idle == null ? marshaller() : idle;
            marshaller.marshal(response, writer);
            marshallers.add(marshaller);
        } catch (JAXBException e) {
            throw new IllegalStateException("An answer cannot be written", e);
        }
    }

    private Marshaller marshaller() throws JAXBException {
        Marshaller marshaller = binding.createMarshaller();
        marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true); // The envelope around it has begun
        return marshaller;
    }

    byte[] fault(EwsFault fault, NamespaceDialect dialect) {
        String types = dialect.write(Names.TYPES);
        String errors = dialect.write(Names.ERRORS);
        return write(dialect, writer -> {
            writer.writeStartElement("s", "Fault", Names.SOAP);
            faultCode(writer, fault, types);
            writer.writeStartElement("faultstring");
            writer.writeAttribute("xml", XMLConstants.XML_NS_URI, "lang", "en-US");
            writer.writeCharacters(fault.text());
            writer.writeEndElement();
            detail(writer, fault, types, errors);
            writer.writeEndElement();
        });
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

    private byte[] write(NamespaceDialect dialect, Content body) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        bytes.writeBytes(Objects.requireNonNull(beginnings.get(dialect)));
        try {
            var writer = (XMLStreamWriter2) writers.createXMLStreamWriter(bytes, "UTF-8");
            body.writeTo(writer);
            writer.closeCompletely(); // Gives its buffers back, which close() does not
        } catch (XMLStreamException e) {
            throw new IllegalStateException("An answer cannot be written", e);
        }
        bytes.writeBytes(END);
        return bytes.toByteArray();
    }

    /** Something that can write itself. */
    @FunctionalInterface
    private interface Content {
        void writeTo(XMLStreamWriter2 writer) throws XMLStreamException;
    }
}
