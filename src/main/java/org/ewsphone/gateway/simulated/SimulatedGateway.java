package org.ewsphone.gateway.simulated;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.Destination;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.spi.Town;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A telephone network in memory, whose subscribers do what a script says. */
public final class SimulatedGateway implements TelephonyGateway, Town {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedGateway.class);

    /** The local numbers of the town, had or not, by themselves and at the domains that nobody has (RFC 2606). */
    private static final Pattern LOCAL = Pattern.compile("555[0-9]{4}|sips?:555[0-9]{4}@example\\.(com|net|org)");

    /** The network need not know whose call it carries. */
    private static final String NO_MAILBOX = "";

    /** What an incoming call would play, where there are no messages at all. */
    private static final ItemId NO_MESSAGE = new ItemId("None");

    /** How long a call may last that we did not place: a year, which is as good as for ever. */
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final NodeName node;
    private final Supplier<Script> script;
    private final Network network;
    private final Patience patience;
    private final NextBehaviours next = new NextBehaviours();
    private final Supplier<PhoneCallId> ids = PhoneCallId.random(new SecureRandom());

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
        Subscriber subscriber =
                next.of(call.destination()).orElseGet(() -> script.get().subscriber(call.destination()));
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

    @Override
    public List<Inhabitant> inhabitants() {
        Map<String, Inhabitant> all = new LinkedHashMap<>();
        script.get().subscribers().forEach((number, who) -> all.put(number, inhabitant(number, who)));
        next.numbers()
                .forEach(number -> all.computeIfAbsent(
                        number, unlisted -> inhabitant(unlisted, script.get().subscriber(new Destination(unlisted)))));
        return List.copyOf(all.values());
    }

    private Inhabitant inhabitant(String number, Subscriber subscriber) {
        return new Inhabitant(number, subscriber.script(), next.listed(number));
    }

    @Override
    public List<Message> messages() {
        return script.get().messages().stream()
                .map(message -> new Message(message.mailbox(), message.id()))
                .sorted(Comparator.comparing(Message::mailbox)
                        .thenComparing(message -> message.id().value()))
                .toList();
    }

    @Override
    public void next(String number, List<String> behaviours) {
        next.put(
                number,
                behaviours.stream()
                        .map(behaviour -> ScriptReader.subscriber("a behaviour", behaviour))
                        .toList());
    }

    @Override
    public PhoneCall ring(String mailbox, Destination from, CallObserver observer) {
        network.requireOpen();
        ItemId message = messages().stream().findFirst().map(Message::id).orElse(NO_MESSAGE);
        var caller = new Subscriber(new Behaviour.Stays(Optional.empty()), HangingUp.WORKS, "");
        return carry(new PresetCall(ids.get(), mailbox, PhoneCallState.INCOMING, from, message, caller), observer);
    }

    @Override
    public boolean happens(PhoneCallId id, Happening happening) {
        return network.find(id).map(line -> line.happens(happening)).orElse(false);
    }

    @Override
    public void reset() {
        next.clear();
        List.copyOf(network.lines()).forEach(line -> line.happens(Happening.HANGS_UP));
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
            Line line = new Line(network, call, preset.subscriber(), FOR_EVER, observer);
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
