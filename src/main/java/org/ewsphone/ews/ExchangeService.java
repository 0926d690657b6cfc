package org.ewsphone.ews;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewsphone.call.Admission;
import org.ewsphone.call.CallControl;
import org.ewsphone.call.Caller;
import org.ewsphone.call.OperationObserver;
import org.ewsphone.call.ThrottledException;
import org.ewsphone.ews.wire.ObjectFactory;
import org.ewsphone.ews.wire.ResponseCodeType;
import org.ewsphone.ews.wire.ResponseMessageType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchange Web Services, from the bytes of a request to the bytes of its answer. Safe for many threads. */
public final class ExchangeService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeService.class);

    /** SOAP's own fault code. */
    private static final String MUST_UNDERSTAND = "MustUnderstand";

    private final Metro metro;
    private final EnvelopeReader reader;
    private final EnvelopeWriter writer;
    private final Protocol protocol;
    private final Admission admission;
    private final OperationObserver observer;
    private final Clock clock;

    /** A service that puts the operations of EWS to these calls, as often as callers are admitted, and tells of each. */
    public ExchangeService(
            CallControl calls, Protocol protocol, Admission admission, OperationObserver observer, Clock clock) {
        this.protocol = protocol;
        this.admission = admission;
        this.observer = observer;
        this.clock = clock;
        metro = new Metro(caller -> new ExchangeEndpoint(calls, caller, protocol));
        JAXBContext binding = wireClasses();
        reader = new EnvelopeReader(binding, Metro.operations(), protocol.dialects(), protocol.limits());
        writer = new EnvelopeWriter(binding, protocol.version());
    }

    /** The names of the operations that a record may have. */
    public static Set<String> operations() {
        return Metro.operations().keySet();
    }

    /** The codes that a record may have. */
    public static Set<String> codes() {
        return Stream.concat(
                        Stream.of(MUST_UNDERSTAND),
                        Arrays.stream(ResponseCodeType.values()).map(ResponseCodeType::value))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The classes of the contract, as JAXB binds them. */
    static JAXBContext wireClasses() {
        try {
            return JAXBContext.newInstance(ObjectFactory.class);
        } catch (JAXBException e) {
            throw new IllegalStateException("The classes that were generated from the contract cannot be bound", e);
        }
    }

    /** The answer to the request in these bytes; never fails. A request too many is not even read. */
    public Answer answer(byte[] body, Request request) {
        try {
            return admission.admit(request.caller(), () -> admitted(body, request));
        } catch (ThrottledException e) {
            return fault(EwsFaults.throttled(e), new Passage(request, body));
        }
    }

    private Answer admitted(byte[] body, Request request) {
        var passage = new Passage(request, body);
        try {
            Envelope envelope = passage.read(reader.read(body));
            protocol.version().admit(envelope.version(), protocol.strictVersions());
            Caller inEffect = Impersonation.inEffect(request.caller(), envelope.impersonation());
            JAXBElement<ResponseMessageType> response =
                    metro.answer(passage.admitted(new BoundRequest(envelope, inEffect)));
            byte[] answer = writer.answer(response, protocol.dialects().answerTo(envelope.dialect()));
            return answered(passage, passage.code(), new Answer(200, answer));
        } catch (EwsFault fault) {
            return fault(fault, passage);
        } catch (RuntimeException e) {
            LOG.error("Request {} failed", request.id(), e);
            return fault(EwsFaults.internalServerError(request.id()), passage);
        }
    }

    /** The fault for a request that HTTP itself refuses, with its status. */
    Answer refusal(int status, String why, Request request) {
        return fault(EwsFaults.refusedByHttp(status, why), Passage.unread(request));
    }

    private Answer fault(EwsFault fault, Passage passage) {
        byte[] envelope = writer.fault(fault, protocol.dialects().answerTo(passage.dialect(fault)));
        String code = fault.code() == null ? MUST_UNDERSTAND : fault.code().value();
        return answered(passage, code, new Answer(fault.status(), envelope));
    }

    private Answer answered(Passage passage, String code, Answer answer) {
        observer.on(passage.told(code, answer.status(), clock.instant()), passage.body(), answer.body());
        return answer;
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
