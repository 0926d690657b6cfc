package org.ewsphone.ops.metrics;

import java.util.Optional;
import java.util.stream.Stream;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.Destination;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.Reach;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.ops.metrics.Timings.Timing;

/** Measures what the telephone network is asked; everything passes through as it is. */
final class TimedGateway implements TelephonyGateway {

    private final TelephonyGateway gateway;
    private final Timing place;
    private final Timing hangUp;
    private final Timing probe;

    TimedGateway(TelephonyGateway gateway, Timings timings) {
        this.gateway = gateway;
        this.place = timings.of("place");
        this.hangUp = timings.of("hang_up");
        this.probe = timings.of("probe");
    }

    @Override
    public void place(OutboundCall call, CallObserver observer) {
        place.run(() -> gateway.place(call, observer));
    }

    @Override
    public void hangUp(PhoneCall call) {
        hangUp.run(() -> gateway.hangUp(call));
    }

    @Override
    public Optional<PhoneCallState> probe(PhoneCall call) {
        return probe.get(() -> gateway.probe(call));
    }

    @Override
    public Reach reach(PhoneCall call) {
        return gateway.reach(call);
    }

    @Override
    public boolean owns(Destination destination) {
        return gateway.owns(destination);
    }

    @Override
    public Optional<String> trouble() {
        return gateway.trouble();
    }

    @Override
    public Stream<PhoneCall> carried(CallObserver observer) {
        return gateway.carried(observer);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
