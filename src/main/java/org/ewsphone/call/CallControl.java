package org.ewsphone.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What may be asked of phone calls: to play a message to a telephone, to look, and to hang up. */
public final class CallControl implements AutoCloseable {

    private final NodeName node;
    private final CallRegistry registry;
    private final TelephonyGateway gateway;
    private final VoiceMessageStore messages;
    private final DialPlan dialPlan;
    private final UnifiedMessaging unifiedMessaging;
    private final CallLimits limits;
    private final LiveCalls live;
    private final Supplier<PhoneCallId> ids;
    private final Clock clock;
    private final CallRecords records;
    private final HangUps hangUps;
    private final Optional<NodeWatch> watch;
    private final List<CallWatcher> watchers = new CopyOnWriteArrayList<>();
    private volatile boolean shuttingDown;

    /** Puts the parts together, and takes over the calls that the network carries already. */
    public CallControl(
            NodeName node,
            CallRegistry registry,
            TelephonyGateway gateway,
            VoiceMessageStore messages,
            DialPlan dialPlan,
            UnifiedMessaging unifiedMessaging,
            CallLimits limits,
            Supplier<PhoneCallId> ids,
            Clock clock) {
        this.node = node;
        this.registry = registry;
        this.gateway = gateway;
        this.messages = messages;
        this.dialPlan = dialPlan;
        this.unifiedMessaging = unifiedMessaging;
        this.limits = limits;
        this.live = new LiveCalls(limits.live(), limits.longestCall(), gateway::owns, clock);
        this.ids = ids;
        this.clock = clock;
        this.records = new CallRecords(registry, this::changed, clock);
        this.hangUps = new HangUps(node, registry, gateway, records, this::changed, limits.hangUpTime(), clock);
        gateway.carried(records::write).forEach(this::adopt);
        this.watch = registry.nodes().map(nodes -> new NodeWatch(node, nodes, gateway, records, hangUps, live));
        watch.ifPresent(NodeWatch::begin);
    }

    /**
     * Dials, and plays the message to whoever answers. Returns when the network has accepted the call, long before it
     * rings.
     *
     * @throws CallException when the message, the number or the gateway do not allow it, or with
     *     {@link CallFailure#SHUTTING_DOWN}
     */
    public PhoneCallId play(Caller caller, ItemId item, DialString dialString) {
        if (shuttingDown) {
            throw new CallException(CallFailure.SHUTTING_DOWN);
        }
        if (!unifiedMessaging.isEnabledFor(caller.mailbox())) {
            throw new CallException(CallFailure.MAILBOX_NOT_ENABLED);
        }
        VoiceMessage message = messages.find(caller.mailbox(), item)
                .orElseThrow(() -> new CallException(CallFailure.MESSAGE_NOT_FOUND));
        Destination destination = dialPlan.route(caller, dialString);
        PhoneCall call = PhoneCall.idle(ids.get(), node, caller.mailbox(), destination, message.id(), clock.instant());
        begin(call);
        tell(call, Origin.of(caller));
        try {
            gateway.place(
                    new OutboundCall(call.id(), destination, message, limits.ringTime(), limits.talkTime()),
                    records::write);
        } catch (RuntimeException e) {
            records.write(new CallEvent.NotPlaced(call.id()));
            throw e;
        }
        return call.id();
    }

    /** A call that is not admitted or cannot be kept is over before it began. */
    private void begin(PhoneCall call) {
        live.begin(call);
        try {
            dialPlan.admit(call);
            registry.add(call);
        } catch (RuntimeException e) {
            settle(call);
            if (e instanceof CallException refusal && refusal.failure() == CallFailure.REGISTRY_UNAVAILABLE) {
                records.writeLater(new CallEvent.NotPlaced(call.id())); // It may have been kept all the same
            }
            throw e;
        }
    }

    private void settle(PhoneCall call) {
        live.end(call.id());
        dialPlan.settle(call);
    }

    /** From now on this watcher is told of the calls of this node. */
    public void watch(CallWatcher watcher) {
        watchers.add(watcher);
    }

    private void tell(PhoneCall call, Origin origin) {
        if (!watchers.isEmpty()) {
            Instant now = clock.instant();
            watchers.forEach(watcher -> watcher.on(call, origin, now));
        }
    }

    /** Which mailboxes may use play on phone. */
    public UnifiedMessaging unifiedMessaging() {
        return unifiedMessaging;
    }

    /** The caller's call as it stands; throws {@link CallException} with {@link CallFailure#UNKNOWN_CALL}. */
    public PhoneCall information(Caller caller, PhoneCallId id) {
        return callOf(caller, id);
    }

    /** The calls that the caller may reach, live ones and those that are still remembered. */
    public Stream<PhoneCall> calls(Caller caller) {
        return registry.all().filter(call -> caller.mayReach(call.mailbox()));
    }

    /** Takes over a call that comes from the network, which is handed whom to tell of it. */
    public PhoneCall take(Function<CallObserver, PhoneCall> arrival) {
        PhoneCall call = arrival.apply(records::write);
        adopt(call);
        tell(call, Origin.NETWORK);
        return call;
    }

    /**
     * Ends the call, at the network exactly once however often and by however many it is asked. A call that is over
     * already is a success. Returns once the network has accepted it, be it on another node.
     *
     * @throws CallException with {@link CallFailure#UNKNOWN_CALL}, or when the gateway does not allow it
     */
    public void disconnect(Caller caller, PhoneCallId id) {
        hangUps.end(id, call -> caller.mayReach(call.mailbox()), Origin.of(caller));
    }

    /** Takes no new calls from now on. Those that are up can still be watched and ended. */
    public void shutDown() {
        shuttingDown = true;
    }

    /** Does with the calls of this node that are up what is wanted, for as long as this at most. */
    public Farewell farewell(CallsAtShutdown wanted, Duration atMost) {
        Instant end = clock.instant().plus(atMost);
        List<PhoneCallId> hungUp = new ArrayList<>();
        List<PhoneCallId> left = new ArrayList<>();
        registry.all()
                .filter(call -> !call.isOver() && call.node().equals(node))
                .map(PhoneCall::id)
                .forEach(id -> {
                    boolean ended =
                            wanted == CallsAtShutdown.HANG_UP && clock.instant().isBefore(end) && isHungUp(id);
                    (ended ? hungUp : left).add(id);
                });
        return new Farewell(hungUp, left);
    }

    private boolean isHungUp(PhoneCallId id) {
        try {
            hangUps.end(id, call -> true, Origin.SERVER);
            return true;
        } catch (CallException e) {
            return false;
        }
    }

    /** The answer for a call of somebody else is that of an unknown one, and takes the same way to it. */
    private PhoneCall callOf(Caller caller, PhoneCallId id) {
        return registry.find(id)
                .filter(call -> caller.mayReach(call.mailbox()))
                .orElseThrow(() -> new CallException(CallFailure.UNKNOWN_CALL));
    }

    private void changed(PhoneCall call, Origin origin) {
        if (call.isOver()) {
            settle(call);
        }
        tell(call, hasLastedAsLongAsItMay(call) ? Origin.LIMIT : origin);
    }

    private boolean hasLastedAsLongAsItMay(PhoneCall call) {
        return call.answeredAt().isPresent()
                && call.endedAt().isPresent()
                && !call.endedAt().get().isBefore(call.answeredAt().get().plus(limits.talkTime()));
    }

    private void adopt(PhoneCall carried) {
        Optional<PhoneCall> known = registry.find(carried.id());
        if (!known.orElse(carried).isOver()) {
            live.adopt(carried); // Before it is kept, for then its end may be told at once
        }
        if (known.isEmpty()) {
            try {
                registry.add(carried);
            } catch (IllegalStateException e) {
                live.end(carried.id()); // Another node was first
            }
        }
    }

    /** This node takes no part any more; the calls that only it could end are over for the others. */
    @Override
    public void close() {
        watch.ifPresent(NodeWatch::close);
    }
}
