package org.ewsphone.gateway.simulated;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.Calls;
import org.ewsphone.call.Destination;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.VoiceMessage;

/** A simulated gateway with a script and a time that stands still, and what it told. */
final class Telephone implements AutoCloseable {

    static final Duration RING_TIME = Duration.ofSeconds(30);
    static final Duration TALK_TIME = Duration.ofMinutes(5);
    private static final ItemId MESSAGE = new ItemId("AAMkDemo1");

    final ManualTimeline time = new ManualTimeline();
    final List<CallEvent> told = Collections.synchronizedList(new ArrayList<>());
    final SimulatedGateway gateway;

    Telephone(Script script) {
        gateway = new SimulatedGateway(Calls.NODE, () -> script, time, Duration.ofSeconds(10));
    }

    /** A network with the given subscribers, as they are written in a script. */
    static Telephone of(String... subscribers) {
        return new Telephone(Script.parse("{\"subscribers\": [" + String.join(",", subscribers) + "]}"));
    }

    /** Calls a number. */
    PhoneCall call(String number) {
        return call("c1", number);
    }

    /** Calls a number under this id. */
    PhoneCall call(String id, String number) {
        PhoneCall call = idle(id, number);
        gateway.place(outbound(call), told::add);
        return call;
    }

    /** A call that is not placed yet. */
    PhoneCall idle(String id, String number) {
        return PhoneCall.idle(new PhoneCallId(id), Calls.NODE, "demo", new Destination(number), MESSAGE, time.now());
    }

    /** What the gateway is asked for such a call. */
    static OutboundCall outbound(PhoneCall call) {
        var message = new VoiceMessage(call.message(), URI.create("simulated:" + call.message()));
        return new OutboundCall(call.id(), call.destination(), message, RING_TIME, TALK_TIME);
    }

    /** The call after all that was told of it. */
    PhoneCall now(PhoneCall call) {
        PhoneCall known = call;
        for (CallEvent event : List.copyOf(told)) {
            known = event.id().equals(call.id()) ? known.on(event, time.now()) : known;
        }
        return known;
    }

    void seconds(double seconds) {
        time.advance(Duration.ofMillis((long) (seconds * 1000)));
    }

    /** What was told, as a story in short words. */
    List<String> story() {
        return told.stream().map(Telephone::word).toList();
    }

    private static String word(CallEvent event) {
        String name = event.getClass().getSimpleName();
        if (event instanceof CallEvent.Progressed progressed) {
            return name + " " + progressed.status().code();
        }
        if (event instanceof CallEvent.NotAnswered notAnswered) {
            return name + " " + notAnswered.status().code();
        }
        return event instanceof CallEvent.Failed failed
                ? name + " " + failed.status().code()
                : name;
    }

    @Override
    public void close() {
        gateway.close();
    }
}
