package org.ewsphone.ews;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.io.CharArrayReader;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;
import org.ewsphone.ews.wire.ExchangeImpersonationType;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request in one pass over its bytes: limits, well-formedness, both namespace dialects, the SOAP 1.1 envelope, the
 * headers, and the operation against the contract. Whatever is wrong is a fault here, before any operation runs. Safe for
 * many threads.
 */
final class EnvelopeReader {

    private final WstxInputFactory parsers;
    private final ContractSchema schema = new ContractSchema();
    private final JAXBContext binding;
    private final Queue<Unmarshaller> unmarshallers = new ConcurrentLinkedQueue<>();
    private final Map<String, Class<?>> operations;
    private final NamespaceDialect.Policy dialects;

    /**
     * A reader of envelopes.
     *
     * @param binding the wire classes
     * @param operations the operations by the local name of their element, and the wire class of each
     */
    EnvelopeReader(
            JAXBContext binding,
            Map<String, Class<?>> operations,
            NamespaceDialect.Policy dialects,
            EnvelopeLimits limits) {
        this.binding = binding;
        this.operations = operations;
        this.dialects = dialects;
        this.parsers = parsers(limits);
    }

    private static WstxInputFactory parsers(EnvelopeLimits limits) {
        var factory = new WstxInputFactory();
        // Without it an entity that nobody declared would be taken for nothing. A DOCTYPE never gets as far as being
        // parsed:
        // the reader refuses it when it comes to it.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, true);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, true);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("Nothing outside of a message is read");
        });
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.depth());
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, limits.attributes());
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.attributeLength());
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) limits.elements());
        factory.setProperty(WstxInputProperties.P_MAX_CHARACTERS, (long) limits.characters());
        return factory;
    }

    /** The request in these bytes. Throws {@link EwsFault} when it is none, or one that is not served. */
    Envelope read(byte[] body) {
        var encoding = EnvelopeEncoding.of(body);
        var reader = new GuardedReader(open(encoding, body), schema);
        try {
            return new Pass(reader, encoding).envelope();
        } catch (EwsFault fault) {
            throw fault.in(dialectOf(reader));
        } finally {
            close(reader);
        }
    }

    private XMLStreamReader2 open(EnvelopeEncoding encoding, byte[] body) {
        try {
            CharBuffer text = encoding.decode(body);
            return (XMLStreamReader2) parsers.createXMLStreamReader(
                    new CharArrayReader(text.array(), text.arrayOffset(), text.remaining()));
        } catch (CharacterCodingException | XMLStreamException e) {
            throw EwsFaults.schemaValidation("The message isn't well-formed XML in UTF-8 or UTF-16.", 1, 1);
        }
    }

    private static void close(GuardedReader reader) {
        try {
            reader.closeCompletely();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A reader of bytes in memory cannot fail to close", e);
        }
    }

    private static NamespaceDialect dialectOf(GuardedReader reader) {
        return reader.hasHttpsNamespaces() ? NamespaceDialect.HTTPS : NamespaceDialect.HTTP;
    }

    private <T> T bind(GuardedReader reader, Class<T> type) {
        try {
            Unmarshaller idle = unmarshallers.poll();
            Unmarshaller unmarshaller = idle == null ? binding.createUnmarshaller() : idle;
            T value = unmarshaller.unmarshal(reader, type).getValue();
            unmarshallers.add(unmarshaller);
            return value;
        } catch (JAXBException e) {
            // It passed the schema, so the classes that were generated from the schema must be able to hold it
            throw new IllegalStateException("What the schema allows cannot be bound", e);
        }
    }

    /** One reading of one envelope. */
    private final class Pass {
        private final GuardedReader reader;
        private final EnvelopeEncoding encoding;
        private @Nullable String version;
        private @Nullable ExchangeImpersonationType impersonation;
        private boolean mailboxCulture;

        /** Whether the reader stands on an event that nobody has looked at: JAXB reads one beyond what it binds. */
        private boolean ahead;

        Pass(GuardedReader reader, EnvelopeEncoding encoding) {
            this.reader = reader;
            this.encoding = encoding;
        }

        Envelope envelope() {
            prolog();
            startOfEnvelope();
            if (!nextTag()) {
                throw EwsFaults.invalidRequest("the Envelope has no Body.");
            }
            if (isSoap("Header")) {
                headers();
                if (!nextTag()) {
                    throw EwsFaults.invalidRequest("the Envelope has no Body.");
                }
            }
            if (!isSoap("Body")) {
                throw EwsFaults.invalidRequest("the Envelope has a child that is neither Header nor Body.");
            }
            return body();
        }

        private void prolog() {
            String declared = reader.getCharacterEncodingScheme();
            if ("1.1".equals(reader.getVersion())) {
                throw reader.violation("XML 1.1 isn't allowed in a SOAP message.");
            }
            if (declared == null || encoding.isCalled(declared)) {
                return;
            }
            throw EnvelopeEncoding.isKnown(declared)
                    ? reader.violation("The message isn't in the encoding that it declares.")
                    : EwsFaults.refusedByHttp(415, "The message must be in UTF-8 or UTF-16.");
        }

        private void startOfEnvelope() {
            int event = reader.next();
            while (event != XMLStreamConstants.START_ELEMENT) {
                event = reader.next();
            }
            if (!reader.getLocalName().equals("Envelope")
                    || !reader.getNamespaceURI().equals(Names.SOAP)) {
                throw EwsFaults.invalidRequest("the message isn't a SOAP 1.1 Envelope.");
            }
        }

        private void headers() {
            while (nextTag()) {
                String name = reader.getLocalName();
                if (isNil()) {
                    skip();
                } else if (reader.getNamespaceURI().equals(Names.TYPES)) {
                    switch (name) {
                        case "RequestServerVersion" -> requestServerVersion();
                        case "ExchangeImpersonation" -> exchangeImpersonation();
                        case "MailboxCulture" -> mailboxCulture();
                        case "TimeZoneContext", "DateTimePrecision", "ManagementRole" -> skip();
                        default -> stranger(name);
                    }
                } else {
                    stranger(name);
                }
            }
        }

        /** A header that is not there: clients that are generated from the contract cannot leave one out. */
        private boolean isNil() {
            String nil = attribute(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil")
                    .strip();
            return reader.getNamespaceURI().equals(Names.TYPES) && (nil.equals("true") || nil.equals("1"));
        }

        /** Its value is not held against the schema, for a newer version than any we know may be served. */
        private void requestServerVersion() {
            onlyOnce(version != null, "RequestServerVersion");
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                if (reader.getAttributeNamespace(i).isEmpty()
                        && reader.getAttributeLocalName(i).equals("Version")) {
                    version = reader.getAttributeValue(i);
                } else if (!reader.getAttributeNamespace(i).equals(Names.SOAP)) {
                    throw reader.violation("The element RequestServerVersion has no attribute "
                            + reader.getAttributeLocalName(i) + ".");
                }
            }
            if (version == null) {
                throw reader.violation("The element RequestServerVersion lacks its attribute Version.");
            }
            if (nextTag()) {
                throw reader.violation("The element RequestServerVersion must be empty.");
            }
        }

        private void exchangeImpersonation() {
            onlyOnce(impersonation != null, "ExchangeImpersonation");
            impersonation = checked(ExchangeImpersonationType.class);
        }

        private void mailboxCulture() {
            onlyOnce(mailboxCulture, "MailboxCulture");
            mailboxCulture = true;
            reader.beginCheck();
            skip();
        }

        private void onlyOnce(boolean seen, String name) {
            if (seen) {
                throw EwsFaults.duplicateHeader(name);
            }
        }

        /** A header of somebody else: none of our business, unless it insists (SOAP 1.1, 4.2.2 and 4.2.3). */
        private void stranger(String name) {
            String actor = attribute(Names.SOAP, "actor");
            boolean forUs = actor.isEmpty() || actor.equals(Names.SOAP_NEXT);
            if (insists() && forUs) {
                throw EwsFaults.mustUnderstand(name);
            }
            skip();
        }

        /** Nothing but 0 and 1, or the words for them, so that nobody can take something else for either. */
        private boolean insists() {
            return switch (attribute(Names.SOAP, "mustUnderstand").strip()) {
                case "", "0", "false" -> false;
                case "1", "true" -> true;
                default -> throw reader.violation("The attribute mustUnderstand must be 0 or 1.");
            };
        }

        private String attribute(String namespace, String name) {
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                if (reader.getAttributeLocalName(i).equals(name)
                        && reader.getAttributeNamespace(i).equals(namespace)) {
                    return reader.getAttributeValue(i);
                }
            }
            return "";
        }

        private void skip() {
            int depth = 1;
            while (depth > 0) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> depth++;
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    default -> {}
                }
            }
        }

        private Envelope body() {
            if (!nextTag()) {
                throw EwsFaults.invalidRequest("the Body has no operation.");
            }
            String operation = reader.getLocalName();
            boolean ours = reader.getNamespaceURI().equals(Names.MESSAGES);
            if (reader.hasHttpsNamespaces() && dialects == NamespaceDialect.Policy.STRICT) {
                throw EwsFaults.invalidRequest("the namespaces begin with https:// where Exchange says http://.");
            }
            if (!ours) {
                throw EwsFaults.invalidRequest("the Body's child isn't an operation of Exchange Web Services.");
            }
            Class<?> type = operations.get(operation);
            if (type == null) {
                throw EwsFaults.invalidOperation(operation);
            }
            Object payload = checked(type);
            end();
            return new Envelope(
                    dialectOf(reader),
                    Optional.ofNullable(version),
                    Optional.ofNullable(impersonation),
                    operation,
                    payload);
        }

        private void end() {
            if (nextTag()) {
                throw EwsFaults.invalidRequest("the Body has more than one child.");
            }
            if (nextTag()) {
                throw EwsFaults.invalidRequest("the Envelope has a child after its Body.");
            }
            while (reader.getEventType() != XMLStreamConstants.END_DOCUMENT) {
                reader.next();
            }
        }

        /** The current element as its wire class, if it is what the contract says. */
        private <T> T checked(Class<T> type) {
            reader.beginCheck();
            T value = bind(reader, type);
            ahead = true;
            return value;
        }

        private int next() {
            int event = ahead ? reader.getEventType() : reader.next();
            ahead = false;
            return event;
        }

        /** Goes to the next start (true) or to the end of the parent (false); nothing but space may lie between. */
        private boolean nextTag() {
            while (true) {
                switch (next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        return true;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        return false;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (!reader.isWhiteSpace()) {
                            throw reader.violation("There is text where only elements are allowed.");
                        }
                    }
                    default -> {}
                }
            }
        }

        private boolean isSoap(String localName) {
            return reader.getLocalName().equals(localName)
                    && reader.getNamespaceURI().equals(Names.SOAP);
        }
    }
}
