package org.ewsphone.ews;

import javax.xml.namespace.QName;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.util.StreamReader2Delegate;
import org.jspecify.annotations.Nullable;

/**
 * The one pass over an envelope. Whoever pulls from it, we or JAXB, sees the namespaces as Exchange writes them, and gets
 * the fault instead of anything that is not well formed, too large, forbidden in SOAP (1.1, section 3), or against the
 * contract.
 */
final class GuardedReader extends StreamReader2Delegate {

    private final ContractSchema schema;
    private ContractSchema.@Nullable Check check;
    private boolean https;

    GuardedReader(XMLStreamReader2 reader, ContractSchema schema) {
        super(reader);
        this.schema = schema;
    }

    /** Holds the current element, and all that is within it, against the contract. */
    void beginCheck() {
        check = schema.check(this);
        check.startElement();
    }

    /** Whether any name so far had a namespace of the https dialect. */
    boolean hasHttpsNamespaces() {
        return https;
    }

    @Override
    public int next() {
        int event = advance();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                if (check != null) {
                    check.startElement();
                }
            }
            case XMLStreamConstants.END_ELEMENT -> {
                if (check != null && check.endElement()) {
                    check = null;
                }
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                if (check != null) {
                    check.text(getText());
                }
            }
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw violation("A document type declaration isn't allowed in a SOAP message.");
            case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                throw violation("A processing instruction isn't allowed in a SOAP message.");
            default -> {}
        }
        return event;
    }

    private int advance() {
        try {
            int event = super.next();
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                getTextLength(); // Else the parser, being lazy, finds what is wrong with the text when somebody asks
                // for it
            }
            return event;
        } catch (XMLStreamException | RuntimeException e) {
            // The parser's own words would tell which parser it is
            throw violation("The message isn't well-formed XML, or it exceeds a limit of this server.");
        }
    }

    /** The fault for the place that was just read. */
    EwsFault violation(String text) {
        Location where = getLocation();
        return EwsFaults.schemaValidation(text, where.getLineNumber(), where.getColumnNumber());
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

    private QName fold(QName name) {
        return new QName(fold(name.getNamespaceURI()), name.getLocalPart(), name.getPrefix());
    }

    private String fold(@Nullable String uri) {
        if (uri == null) {
            return "";
        }
        if (!uri.startsWith("https:")) {
            return uri;
        }
        String folded = NamespaceDialect.fold(uri);
        https |= !folded.equals(uri);
        return folded;
    }
}
