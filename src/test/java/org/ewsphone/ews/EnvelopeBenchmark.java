package org.ewsphone.ews;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import org.ewsphone.bench.Envelope;
import org.ewsphone.call.CallControl;
import org.ewsphone.call.Caller;
import org.ewsphone.call.Calls;
import org.ewsphone.ews.wire.ResponseMessageType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the protocol alone costs: an envelope is read, its operation is reached, the answer is written. */
@State(Scope.Thread)
public class EnvelopeBenchmark {

    private final byte[] body = Envelope.information(Calls.ID.value());
    private final Caller caller = Calls.ANA;
    private final JAXBContext binding = ExchangeService.wireClasses();
    private final EnvelopeReader reader =
            new EnvelopeReader(binding, Metro.operations(), AnyBytes.PROTOCOL.dialects(), AnyBytes.PROTOCOL.limits());
    private final CallControl calls = AnyBytes.calls();
    private final Metro metro = new Metro(whose -> new ExchangeEndpoint(calls, whose, AnyBytes.PROTOCOL));
    private final EnvelopeWriter writer = new EnvelopeWriter(binding, AnyBytes.PROTOCOL.version());
    private final org.ewsphone.ews.Envelope envelope = reader.read(body);
    private final JAXBElement<ResponseMessageType> response = metro.answer(new BoundRequest(envelope, caller));

    @Benchmark
    public Object read() {
        return reader.read(body);
    }

    @Benchmark
    public Object operate() {
        return metro.answer(new BoundRequest(envelope, caller));
    }

    @Benchmark
    public Object write() {
        return writer.answer(response, NamespaceDialect.HTTP);
    }
}
