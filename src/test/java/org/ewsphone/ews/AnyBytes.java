package org.ewsphone.ews;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import jakarta.xml.bind.JAXBException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLStreamException;
import org.ewsphone.call.Admission;
import org.ewsphone.call.CallControl;
import org.ewsphone.call.CallLimits;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.Caller;
import org.ewsphone.call.Calls;
import org.ewsphone.call.Destination;
import org.ewsphone.call.LiveLimits;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.call.UnifiedMessaging;
import org.ewsphone.call.VoiceMessage;
import org.ewsphone.registry.memory.InMemoryCallRegistry;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What holds for whatever anybody sends: the reader refuses it with a fault, or Metro reads the same in it; and the service
 * answers.
 */
final class AnyBytes {

    private static final EnvelopeLimits LIMITS = new EnvelopeLimits(32, 64, 16_384, 2000, 131_072, 1024);

    static final Protocol PROTOCOL = new Protocol(
            ServerVersion.EXCHANGE_2010, false, NamespaceDialect.Policy.MIRROR, StateReporting.EXCHANGE, LIMITS);

    private final StockMetro metro = new StockMetro();
    private final EnvelopeReader reader = new EnvelopeReader(
            ExchangeService.wireClasses(), Metro.operations(), PROTOCOL.dialects(), PROTOCOL.limits());
    private final ExchangeService service =
            new ExchangeService(calls(), PROTOCOL, new Everybody(), operation -> {}, Clock.systemUTC());

    /** Calls in a network that takes every call and never tells of it again. */
    static CallControl calls() {
        var clock = Clock.systemUTC();
        var registry = new InMemoryCallRegistry(Duration.ofMinutes(1), 100, clock);
        registry.add(Calls.connected(Calls.ID));
        return new CallControl(
                Calls.NODE,
                registry,
                new Silence(),
                (mailbox, id) -> Optional.of(new VoiceMessage(id, URI.create("test:message"))),
                (caller, dialString) -> new Destination("5550100"),
                new UnifiedMessaging(Pattern.compile(".*"), ""),
                new CallLimits(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(20), LiveLimits.NONE),
                PhoneCallId.random(new SecureRandom()),
                clock);
    }

    /** Admits whoever comes, as often as they come. */
    private static final class Everybody implements Admission {
        @Override
        public <T> T admit(Caller caller, Supplier<T> request) {
            return request.get();
        }
    }

    /** Throws an {@link AssertionError}, or what should not have been thrown. */
    void hold(byte[] body) {
        isReadAsMetroReadsIt(body);
        isAnswered(body);
    }

    private void isReadAsMetroReadsIt(byte[] body) {
        Envelope ours;
        try {
            ours = reader.read(body);
        } catch (EwsFault refused) {
            return;
        }
        try {
            StockMetro.Reading metros = metro.read(body, ours.payload().getClass());
            assertEquals(reading(ours), metros);
        } catch (XMLStreamException | JAXBException | RuntimeException e) {
            throw new AssertionError("Metro does not read what our reader does", e);
        }
    }

    private StockMetro.Reading reading(Envelope envelope) throws JAXBException {
        String impersonation = envelope.impersonation().isEmpty()
                ? null
                : metro.written(envelope.impersonation().get());
        return new StockMetro.Reading(
                Names.MESSAGES,
                envelope.operation(),
                metro.written(envelope.payload()),
                envelope.version(),
                Optional.ofNullable(impersonation),
                Set.of());
    }

    private void isAnswered(byte[] body) {
        ExchangeService.Answer answer = service.answer(body, new Request("request", Calls.ANA, "127.0.0.1", 0));
        Element envelope = document(answer.body()).getDocumentElement();
        assertEquals(Names.SOAP, envelope.getNamespaceURI());
        Element header = (Element) Objects.requireNonNull(
                envelope.getElementsByTagNameNS(Names.SOAP, "Header").item(0));
        assertEquals(1, header.getElementsByTagNameNS("*", "ServerVersionInfo").getLength());
        boolean fault = envelope.getElementsByTagNameNS(Names.SOAP, "Fault").getLength() == 1;
        assertEquals(fault, answer.status() != 200);
        assertNotEquals("ErrorInternalServerError", code(envelope));
    }

    /** The fault's code, or nothing. The text of a fault may hold whatever the request held. */
    private static String code(Element envelope) {
        NodeList codes = envelope.getElementsByTagNameNS(Names.ERRORS, "ResponseCode");
        return codes.getLength() == 0 ? "" : codes.item(0).getTextContent();
    }

    private static Document document(byte[] answer) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(answer));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new AssertionError("The answer is not well-formed", e);
        }
    }

    /** A network that says yes to everything. */
    private static final class Silence implements TelephonyGateway {
        @Override
        public void place(OutboundCall call, CallObserver observer) {}

        @Override
        public void hangUp(PhoneCall call) {}

        @Override
        public Optional<PhoneCallState> probe(PhoneCall call) {
            return Optional.empty();
        }
    }
}
