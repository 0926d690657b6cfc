package org.ewsphone.ews;

import com.sun.xml.ws.api.SOAPVersion;
import com.sun.xml.ws.api.message.AttachmentSet;
import com.sun.xml.ws.api.message.HeaderList;
import com.sun.xml.ws.api.message.Message;
import com.sun.xml.ws.api.message.MessageHeaders;
import com.sun.xml.ws.message.AbstractMessageImpl;
import com.sun.xml.ws.message.AttachmentSetImpl;
import com.sun.xml.ws.spi.db.XMLBridge;
import jakarta.xml.bind.JAXBElement;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.Source;
import org.ewsphone.call.Caller;
import org.ewsphone.ews.wire.ExchangeVersionType;
import org.ewsphone.ews.wire.RequestServerVersion;
import org.ewsphone.ews.wire.ResponseMessageType;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.ErrorHandler;

/**
 * A request as Metro sees it: read and bound already, so that {@link OperationTube} hands the wire classes to the endpoint as
 * they are. It exists in no other form; whoever wants to read it as XML is told so.
 */
final class BoundRequest extends AbstractMessageImpl {

    private final Envelope envelope;
    private final Caller caller;
    private @Nullable Throwable failure;
    private @Nullable JAXBElement<ResponseMessageType> response;

    BoundRequest(Envelope envelope, Caller caller) {
        super(SOAPVersion.SOAP_11);
        this.envelope = envelope;
        this.caller = caller;
    }

    /** The Body's child. */
    Object payload() {
        return envelope.payload();
    }

    /** A header in its wire class, if the request has it and the contract knows its value. */
    @Nullable
    Object header(String name) {
        return switch (name) {
            case "ExchangeImpersonation" -> envelope.impersonation().orElse(null);
            case "RequestServerVersion" -> version();
            default -> null; // Read, and of no use to an operation
        };
    }

    /** A version that is newer than the contract has no value there; the endpoint sees none then. */
    private @Nullable RequestServerVersion version() {
        String name = envelope.version().orElse("");
        for (ExchangeVersionType known : ExchangeVersionType.values()) {
            if (known.value().equals(name)) {
                var version = new RequestServerVersion();
                version.setVersion(known);
                return version;
            }
        }
        return null;
    }

    Caller caller() {
        return caller;
    }

    /** What the operation threw, which is no business of Metro's. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    void fail(Throwable thrown) {
        failure = thrown;
    }

    /** What the operation answered. */
    @Nullable
    JAXBElement<ResponseMessageType> response() {
        return response;
    }

    void answer(JAXBElement<ResponseMessageType> given) {
        response = given;
    }

    @Override
    public String getPayloadLocalPart() {
        return envelope.operation();
    }

    @Override
    public String getPayloadNamespaceURI() {
        return Names.MESSAGES;
    }

    @Override
    public boolean hasPayload() {
        return true;
    }

    @Override
    public boolean isFault() {
        return false;
    }

    @Override
    public boolean hasHeaders() {
        return false;
    }

    /** None that Metro would have to deal with: the envelope's reader has. */
    @Override
    public MessageHeaders getHeaders() {
        return new HeaderList(SOAPVersion.SOAP_11);
    }

    @Override
    public AttachmentSet getAttachments() {
        if (attachmentSet == null) {
            attachmentSet = new AttachmentSetImpl();
        }
        return attachmentSet;
    }

    @Override
    public <T> T readPayloadAsJAXB(XMLBridge<T> bridge) {
        throw isBound();
    }

    @Override
    public XMLStreamReader readPayload() {
        throw isBound();
    }

    @Override
    public Source readPayloadAsSource() {
        throw isBound();
    }

    @Override
    public void writePayloadTo(XMLStreamWriter writer) {
        throw isBound();
    }

    @Override
    protected void writePayloadTo(ContentHandler contentHandler, ErrorHandler errorHandler, boolean fragment) {
        throw isBound();
    }

    @Override
    public Message copy() {
        return new BoundRequest(envelope, caller).copyFrom(this);
    }

    private static IllegalStateException isBound() {
        return new IllegalStateException("A bound request is not XML any more");
    }
}
