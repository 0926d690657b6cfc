package org.ewsphone.ews;

import java.net.URL;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.validation.ValidationContext;
import org.codehaus.stax2.validation.XMLValidationProblem;
import org.codehaus.stax2.validation.XMLValidationSchema;
import org.codehaus.stax2.validation.XMLValidationSchemaFactory;
import org.codehaus.stax2.validation.XMLValidator;
import org.jspecify.annotations.Nullable;

/** The schema of the contract, ready to hold elements against it while they are read. */
final class ContractSchema {

    private static final String NOT_ALLOWED = "The element '%s' isn't allowed here.";
    private static final String BAD_ATTRIBUTE = "The attribute '%s' isn't allowed here, or its value isn't valid.";
    private static final String INCOMPLETE_ATTRIBUTES = "The element '%s' lacks an attribute.";
    private static final String INCOMPLETE_OR_INVALID = "The element '%s' isn't complete, or its value isn't valid.";
    private static final String BAD_VALUE = "The value '%s' isn't valid.";
    private static final int LONGEST_ECHO = 64;

    /** How the validator names what it misses: an element in angle brackets, an attribute in quotes. */
    private static final Pattern EXPECTED = Pattern.compile("<(\\w+)>|(?<=missing )\"(\\w+)\"");

    private final XMLValidationSchema schema;

    /** Reads messages.xsd and what it imports from the class path. */
    ContractSchema() {
        URL messages = Objects.requireNonNull(ContractSchema.class.getResource("/wsdl/messages.xsd"));
        try {
            schema = XMLValidationSchemaFactory.newInstance(XMLValidationSchema.SCHEMA_ID_W3C_SCHEMA)
                    .createSchema(messages);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The contract's own schema cannot be read", e);
        }
    }

    /** Begins to hold one element and what is within it against the schema. */
    Check check(GuardedReader reader) {
        return new Check(schema, reader);
    }

    private static String firstGroup(MatchResult name) {
        return name.group(1) == null ? name.group(2) : name.group(1);
    }

    /** One element on its way past the schema. It sees the names that the reader shows, so both dialects are one. */
    static final class Check implements ValidationContext {

        private final GuardedReader reader;
        private final XMLValidator validator;
        private boolean textAllowed;
        private int depth;
        private String complaint = NOT_ALLOWED;
        private String subject = "";

        private Check(XMLValidationSchema schema, GuardedReader reader) {
            this.reader = reader;
            try {
                validator = schema.createValidator(this);
            } catch (XMLStreamException e) {
                throw new IllegalStateException("The contract's own schema cannot be used", e);
            }
        }

        void startElement() {
            depth++;
            String name = reader.getLocalName();
            try {
                complaint = NOT_ALLOWED;
                subject = name;
                validator.validateElementStart(name, reader.getNamespaceURI(), reader.getPrefix());
                attributes();
                complaint = INCOMPLETE_ATTRIBUTES;
                subject = name;
                textAllowed = allowsText(validator.validateElementAndAttributes());
            } catch (XMLStreamException unexplained) {
                throw violation("");
            }
        }

        /** Attributes of SOAP itself may stand on any header block (SOAP 1.1, 4.2). */
        private void attributes() throws XMLStreamException {
            complaint = BAD_ATTRIBUTE;
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                String uri = reader.getAttributeNamespace(i);
                if (!uri.equals(Names.SOAP)) {
                    subject = reader.getAttributeLocalName(i);
                    validator.validateAttribute(
                            subject, uri, reader.getAttributePrefix(i), reader.getAttributeValue(i));
                }
            }
        }

        /** Whether this was the end of the element that the check began with. */
        boolean endElement() {
            depth--;
            subject = reader.getLocalName();
            complaint = INCOMPLETE_OR_INVALID;
            try {
                textAllowed =
                        allowsText(validator.validateElementEnd(subject, reader.getNamespaceURI(), reader.getPrefix()));
            } catch (XMLStreamException unexplained) {
                throw violation("");
            }
            return depth == 0;
        }

        void text(String text) {
            if (!textAllowed) {
                if (!text.isBlank()) {
                    throw reader.violation("There is text where only elements are allowed.");
                }
                return;
            }
            complaint = BAD_VALUE;
            subject = text.length() > LONGEST_ECHO ? text.substring(0, LONGEST_ECHO) + "…" : text;
            try {
                validator.validateText(text, false);
            } catch (XMLStreamException unexplained) {
                throw violation("");
            }
        }

        @Override
        public void reportProblem(XMLValidationProblem problem) {
            throw violation(String.valueOf(problem.getMessage()));
        }

        /** In our own words; of the validator's only the names are kept which it would have expected. */
        private EwsFault violation(String validatorsWords) {
            String expected = EXPECTED.matcher(validatorsWords)
                    .results()
                    .map(ContractSchema::firstGroup)
                    .distinct()
                    .collect(Collectors.joining(", "));
            String hint = expected.isEmpty() ? "" : " Expected: " + expected + ".";
            return reader.violation(complaint.formatted(subject) + hint);
        }

        private static boolean allowsText(int content) {
            return content >= XMLValidator.CONTENT_ALLOW_VALIDATABLE_TEXT;
        }

        @Override
        public String getXmlVersion() {
            return "1.0";
        }

        @Override
        public QName getCurrentElementName() {
            return reader.getName();
        }

        @Override
        public @Nullable String getNamespaceURI(String prefix) {
            return reader.getNamespaceURI(prefix);
        }

        @Override
        public int getAttributeCount() {
            return reader.getAttributeCount();
        }

        @Override
        public String getAttributeLocalName(int index) {
            return reader.getAttributeLocalName(index);
        }

        @Override
        public String getAttributeNamespace(int index) {
            return reader.getAttributeNamespace(index);
        }

        @Override
        public String getAttributePrefix(int index) {
            return reader.getAttributePrefix(index);
        }

        @Override
        public String getAttributeValue(int index) {
            return reader.getAttributeValue(index);
        }

        @Override
        public String getAttributeValue(String uri, String localName) {
            return reader.getAttributeValue(uri, localName);
        }

        @Override
        public String getAttributeType(int index) {
            return reader.getAttributeType(index);
        }

        @Override
        public int findAttributeIndex(String uri, String localName) {
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                if (reader.getAttributeLocalName(i).equals(localName)
                        && reader.getAttributeNamespace(i).equals(uri)) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public boolean isNotationDeclared(String name) {
            return false;
        }

        @Override
        public boolean isUnparsedEntityDeclared(String name) {
            return false;
        }

        @Override
        public @Nullable String getBaseUri() {
            return null;
        }

        @Override
        public Location getValidationLocation() {
            return reader.getLocation();
        }

        @Override
        public int addDefaultAttribute(String localName, String uri, String prefix, String value) {
            return -1;
        }
    }
}
