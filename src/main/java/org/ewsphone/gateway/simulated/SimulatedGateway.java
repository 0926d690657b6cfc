package org.ewsphone.gateway.simulated;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.Destination;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.TelephonyGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A telephone network in memory, whose subscribers do what a script says. */
public final class SimulatedGateway implements TelephonyGateway {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedGateway.class);

    /** The local numbers of the town, had or not, by themselves and at the domains that nobody has (RFC 2606). */
    private static final Pattern LOCAL = Pattern.compile("555[0-9]{4}|sips?:555[0-9]{4}@example\\.(com|net|org)");

    /** The network need not know whose call it carries. */
    private static final String NO_MAILBOX = "";

    /** The talk time of a preset call, which is answered already or never will be. */
    private static final Duration NEVER_ANSWERS = Duration.ZERO;

    private final NodeName node;
    private final Supplier<Script> script;
    private final Network network;
    private final Patience patience;

    /**
     * Opens the network.
     *
     * @param node the node whose calls these are
     * @param script is asked for its subscribers at every call, and for its preset calls at {@link #carried}
     * @param timeline the network's time, closed together with the gateway
     * @param timeout how long a slow gateway is waited for
     */
    public SimulatedGateway(NodeName node, Supplier<Script> script, Timeline timeline, Duration timeout) {
        this.node = node;
        this.script = script;
        this.network = new Network(timeline);
        this.patience = new Patience(timeline, timeout);
    }

    @Override
    public void place(OutboundCall call, CallObserver observer) {
        network.requireOpen();
        Subscriber subscriber = script.get().subscriber(call.destination());
        Line line = new Line(network, idle(call), subscriber, call.talkTime(), observer);
        network.add(line);
        try {
            subscriber.behaviour().admit(patience);
            network.requireOpen();
        } catch (CallException e) {
            network.remove(line);
            throw e;
        }
        line.dial(call.ringTime());
    }

    @Override
    public void hangUp(PhoneCall call) {
        LOG.debug("Asked to hang up {}", call.id());
        network.find(call.id()).ifPresent(line -> line.hangUp(patience));
    }

    @Override
    public Optional<PhoneCallState> probe(PhoneCall call) {
        return network.find(call.id()).map(Line::state);
    }

    @Override
    public boolean owns(Destination destination) {
        return LOCAL.matcher(destination.address()).matches() || script.get().hasSubscriber(destination);
    }

    @Override
    public Stream<PhoneCall> carried(CallObserver observer) {
        return script.get().calls().stream().map(preset -> carry(preset, observer));
    }

    /** The calls that the gateway itself ended, by request or because their time was over; the last 10,000. */
    public List<HungUp> hungUp() {
        return network.hungUp();
    }

    /** Lets go of the network: nothing happens any more, and nothing can be asked. */
    @Override
    public void close() {
        network.close();
    }

    private PhoneCall carry(PresetCall preset, CallObserver observer) {
        PhoneCall call = preset.at(node, network.timeline().now());
        if (!call.isOver()) {
            Line line = new Line(network, call, preset.subscriber(), NEVER_ANSWERS, observer);
            network.add(line);
            line.carryOn();
        }
        return call;
    }

    private PhoneCall idle(OutboundCall call) {
        return PhoneCall.idle(
                call.id(),
                node,
                NO_MAILBOX,
                call.destination(),
                call.message().id(),
                network.timeline().now());
    }
}
