package org.ewsphone.ews;

import com.sun.xml.ws.api.SOAPVersion;
import com.sun.xml.ws.api.message.Header;
import com.sun.xml.ws.api.message.Message;
import com.sun.xml.ws.api.pipe.Codecs;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.ewsphone.ews.wire.ExchangeImpersonationType;
import org.ewsphone.ews.wire.ObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * A second opinion on an envelope: the JDK's parser, Metro's codec and JAXB, with none of our code in between. All that is
 * done for it is what we promise beyond Metro: the https namespaces are read as the http ones.
 */
final class StockMetro {

    /** Who we are, when a header is for somebody. */
    private static final Set<String> OUR_ROLES = Set.of("", Names.SOAP_NEXT);

    private final XMLInputFactory parsers = XMLInputFactory.newDefaultFactory();
    private final JAXBContext binding;

    StockMetro() {
        // Metro's own settings for a parser, but for a limit of the JDK on the length of names that we do not have
        parsers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        parsers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        parsers.setProperty("jdk.xml.maxXMLNameLimit", "1000000");
        try {
            binding = JAXBContext.newInstance(ObjectFactory.class);
        } catch (JAXBException e) {
            throw new AssertionError(e);
        }
    }

    /** What Metro reads in these bytes, with the payload bound to this type. */
    Reading read(byte[] body, Class<?> type) throws XMLStreamException, JAXBException {
        XMLStreamReader reader = new Folding(parsers.createXMLStreamReader(new ByteArrayInputStream(body)));
        Message message = Codecs.createSOAPEnvelopeXmlCodec(SOAPVersion.SOAP_11).decode(reader);
        Reading headers = new Reading(
                message.getPayloadNamespaceURI(),
                message.getPayloadLocalPart(),
                "",
                version(message),
                impersonation(message),
                insisting(message));
        String payload = written(binding.createUnmarshaller()
                .unmarshal(message.readPayload(), type)
                .getValue());
        toTheEnd(reader);
        return headers.with(payload);
    }

    /** Any wire value in a form that can be compared. */
    String written(Object wire) throws JAXBException {
        var text = new StringWriter();
        binding.createMarshaller().marshal(element(wire), text);
        return text.toString();
    }

    @SuppressWarnings("unchecked")
    private static <T> JAXBElement<T> element(T wire) {
        return new JAXBElement<>(new QName("value"), (Class<T>) wire.getClass(), wire);
    }

    private static void toTheEnd(XMLStreamReader reader) throws XMLStreamException {
        while (reader.getEventType() != XMLStreamConstants.END_DOCUMENT) {
            reader.next();
        }
    }

    private static Optional<String> version(Message message) {
        return header(message, "RequestServerVersion")
                .map(header -> String.valueOf(header.getAttribute(new QName("Version"))));
    }

    private Optional<String> impersonation(Message message) throws JAXBException {
        Optional<Header> header = header(message, "ExchangeImpersonation");
        return header.isEmpty() ? Optional.empty() : Optional.of(written(impersonation(header.get())));
    }

    private ExchangeImpersonationType impersonation(Header header) throws JAXBException {
        try {
            Unmarshaller unmarshaller = binding.createUnmarshaller();
            return unmarshaller
                    .unmarshal(header.readHeader(), ExchangeImpersonationType.class)
                    .getValue();
        } catch (XMLStreamException e) {
            throw new JAXBException(e);
        }
    }

    /** The header of the contract, unless it says of itself that it is not there. */
    private static Optional<Header> header(Message message, String name) {
        return message.getHeaders().asList().stream()
                .filter(header -> header.getNamespaceURI().equals(Names.TYPES))
                .filter(header -> header.getLocalPart().equals(name))
                .filter(header -> !isNil(header))
                .findFirst();
    }

    private static boolean isNil(Header header) {
        String nil = header.getAttribute("http://www.w3.org/2001/XMLSchema-instance", "nil");
        return nil != null && (nil.strip().equals("true") || nil.strip().equals("1"));
    }

    /** The headers which Metro would not let through, because nobody here understands them. */
    private static Set<QName> insisting(Message message) {
        return message.getHeaders().asList().stream()
                .filter(header -> !header.getNamespaceURI().equals(Names.TYPES))
                .filter(header -> !header.isIgnorable(SOAPVersion.SOAP_11, OUR_ROLES))
                .map(header -> new QName(header.getNamespaceURI(), header.getLocalPart()))
                .collect(Collectors.toSet());
    }

    /**
     * What Metro made of an envelope.
     *
     * @param namespace of the Body's child
     * @param operation the local name of the Body's child
     * @param payload the Body's child, bound and written again
     * @param version the RequestServerVersion
     * @param impersonation the ExchangeImpersonation, bound and written again
     * @param insisting the headers that must be understood and are not of the contract
     */
    record Reading(
            String namespace,
            String operation,
            String payload,
            Optional<String> version,
            Optional<String> impersonation,
            Set<QName> insisting) {

        private Reading with(String boundPayload) {
            return new Reading(namespace, operation, boundPayload, version, impersonation, insisting);
        }
    }

    /** The https namespaces of the documentation, read as Exchange's own. */
    private static final class Folding extends StreamReaderDelegate {
        Folding(XMLStreamReader reader) {
            super(reader);
        }

        @Override
        public String getNamespaceURI() {
            return fold(super.getNamespaceURI());
        }

        @Override
        public String getNamespaceURI(int index) {
            return fold(super.getNamespaceURI(index));
        }

        @Override
        public String getNamespaceURI(String prefix) {
            return fold(super.getNamespaceURI(prefix));
        }

        @Override
        public String getAttributeNamespace(int index) {
            return fold(super.getAttributeNamespace(index));
        }

        @Override
        public QName getName() {
            return fold(super.getName());
        }

        @Override
        public QName getAttributeName(int index) {
            return fold(super.getAttributeName(index));
        }

        private static QName fold(QName name) {
            return new QName(fold(name.getNamespaceURI()), name.getLocalPart(), name.getPrefix());
        }

        private static String fold(@Nullable String uri) {
            return uri == null ? "" : NamespaceDialect.fold(uri);
        }
    }
}
