package org.ewsphone.ews;

import com.sun.xml.ws.api.SOAPVersion;
import com.sun.xml.ws.api.message.AttachmentSet;
import com.sun.xml.ws.api.message.HeaderList;
import com.sun.xml.ws.api.message.Message;
import com.sun.xml.ws.api.message.MessageHeaders;
import com.sun.xml.ws.message.AbstractMessageImpl;
import com.sun.xml.ws.message.AttachmentSetImpl;
import com.sun.xml.ws.spi.db.XMLBridge;
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
 * A request as Metro sees it: read and bound already, so that Metro hands the wire classes to the endpoint as they are. It
 * exists in no other form; whoever wants to read it as XML is told so.
 */
final class BoundRequest extends AbstractMessageImpl {

    private final Envelope envelope;
    private final Caller caller;
    private final MessageHeaders headers = new HeaderList(SOAPVersion.SOAP_11);
    private @Nullable Throwable failure;
    private @Nullable ResponseMessageType response;

    BoundRequest(Envelope envelope, Caller caller) {
        super(SOAPVersion.SOAP_11);
        this.envelope = envelope;
        this.caller = caller;
        envelope.impersonation().ifPresent(value -> headers.add(new BoundHeader("ExchangeImpersonation", value)));
        envelope.version().ifPresent(this::addVersion);
    }

    /** A version that is newer than the contract has no value there; the endpoint sees none then. */
    private void addVersion(String name) {
        for (ExchangeVersionType known : ExchangeVersionType.values()) {
            if (known.value().equals(name)) {
                var version = new RequestServerVersion();
                version.setVersion(known);
                headers.add(new BoundHeader("RequestServerVersion", version));
            }
        }
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

    /** What the operation answered, before Metro makes a message of it. */
    @Nullable
    ResponseMessageType response() {
        return response;
    }

    void answer(ResponseMessageType given) {
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
        return headers.hasHeaders();
    }

    @Override
    public MessageHeaders getHeaders() {
        return headers;
    }

    @Override
    public AttachmentSet getAttachments() {
        if (attachmentSet == null) {
            attachmentSet = new AttachmentSetImpl();
        }
        return attachmentSet;
    }

    @Override
    @SuppressWarnings("unchecked") // The contract gives one wire class to the operation, and the reader bound that one
    public <T> T readPayloadAsJAXB(XMLBridge<T> bridge) {
        return (T) envelope.payload();
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

    static IllegalStateException isBound() {
        return new IllegalStateException("A bound request is not XML any more");
    }
}
