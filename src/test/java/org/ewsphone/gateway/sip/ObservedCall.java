package org.ewsphone.gateway.sip;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.Destination;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.call.VoiceMessage;

/** A call as a registry would know it from what the gateway told. */
final class ObservedCall {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LONG = Duration.ofMinutes(10);

    private final BlockingQueue<CallEvent> told = new LinkedBlockingQueue<>();
    private PhoneCall call;

    private ObservedCall(PhoneCall call) {
        this.call = call;
    }

    static ObservedCall place(TelephonyGateway gateway, String number) {
        return place(gateway, number, LONG, LONG);
    }

    static ObservedCall place(TelephonyGateway gateway, String number, Duration ringTime, Duration talkTime) {
        return place(gateway, number, URI.create("simulated:AAMkDemo1"), ringTime, talkTime);
    }

    static ObservedCall play(TelephonyGateway gateway, VoiceMessage message) {
        return place(gateway, "1", message.sound(), LONG, LONG);
    }

    private static ObservedCall place(
            TelephonyGateway gateway, String number, URI sound, Duration ringTime, Duration talkTime) {
        var observed = new ObservedCall(PhoneCall.idle(
                new PhoneCallId(UUID.randomUUID().toString()),
                new NodeName("one"),
                "demo",
                new Destination(number),
                new ItemId("AAMkDemo1"),
                NOW));
        gateway.place(
                new OutboundCall(
                        observed.call.id(),
                        observed.call.destination(),
                        new VoiceMessage(observed.call.message(), sound),
                        ringTime,
                        talkTime),
                observed.told::add);
        return observed;
    }

    /** The call by what was told until now. */
    PhoneCall now() {
        return call;
    }

    /** Waits until it has come so far, or further. */
    PhoneCall until(PhoneCallState state) {
        while (call.state().isBefore(state)) {
            CallEvent event = next();
            assertNotNull(event, () -> "Nothing more was told of " + call);
            call = call.on(event, NOW);
        }
        return call;
    }

    PhoneCall untilOver() {
        return until(PhoneCallState.DISCONNECTED);
    }

    /** What was told since. */
    int untold() {
        return told.size();
    }

    private CallEvent next() {
        try {
            return told.poll(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
