package org.ewsphone.ews;

import com.sun.xml.ws.api.message.Message;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import org.ewsphone.call.CallControl;
import org.ewsphone.call.Caller;
import org.ewsphone.ews.wire.ObjectFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchange Web Services, from the bytes of a request to the bytes of its answer. Safe for many threads. */
public final class ExchangeService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeService.class);

    private final Metro metro;
    private final EnvelopeReader reader;
    private final EnvelopeWriter writer;
    private final Protocol protocol;

    /** A service that puts the operations of EWS to these calls. */
    public ExchangeService(CallControl calls, Protocol protocol) {
        this.protocol = protocol;
        metro = new Metro(caller -> new ExchangeEndpoint(calls, caller, protocol));
        reader = new EnvelopeReader(wireClasses(), Metro.operations(), protocol.dialects(), protocol.limits());
        writer = new EnvelopeWriter(protocol.version());
    }

    private static JAXBContext wireClasses() {
        try {
            return JAXBContext.newInstance(ObjectFactory.class);
        } catch (JAXBException e) {
            throw new IllegalStateException("The classes that were generated from the contract cannot be bound", e);
        }
    }

    /** The answer to the request in these bytes; never fails. The request id is for the log and the client. */
    public Answer answer(byte[] body, Caller caller, String requestId) {
        try {
            Envelope envelope = reader.read(body);
            return answer(envelope, caller, requestId);
        } catch (EwsFault fault) {
            return fault(fault, fault.dialect());
        } catch (RuntimeException e) {
            return bug(e, requestId, NamespaceDialect.HTTP);
        }
    }

    private Answer answer(Envelope envelope, Caller caller, String requestId) {
        try {
            protocol.version().admit(envelope.version(), protocol.strictVersions());
            Caller inEffect = Impersonation.inEffect(caller, envelope.impersonation());
            Message response = metro.answer(envelope, inEffect);
            return new Answer(200, writer.answer(response, protocol.dialects().answerTo(envelope.dialect())));
        } catch (EwsFault fault) {
            return fault(fault, envelope.dialect());
        } catch (RuntimeException e) {
            return bug(e, requestId, envelope.dialect());
        }
    }

    private Answer bug(RuntimeException e, String requestId, NamespaceDialect dialect) {
        LOG.error("Request {} failed", requestId, e);
        return fault(EwsFaults.internalServerError(requestId), dialect);
    }

    /** The fault for a request that HTTP itself refuses, with its status. */
    Answer refusal(int status, String why) {
        return fault(EwsFaults.refusedByHttp(status, why), NamespaceDialect.HTTP);
    }

    private Answer fault(EwsFault fault, NamespaceDialect dialect) {
        return new Answer(
                fault.status(), writer.fault(fault, protocol.dialects().answerTo(dialect)));
    }

    @Override
    public void close() {
        metro.close();
    }

    /**
     * An envelope on its way back.
     *
     * @param status the HTTP status
     * @param body the envelope in UTF-8
     */
    @SuppressWarnings("ArrayRecordComponent") // Written to one response and never compared
    public record Answer(int status, byte[] body) {}
}
