package org.ewsphone.routing;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCall;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call on its way: it goes to the next gateway when one cannot carry it, as long as no telephone has rung. */
final class RoutedCall {

    private static final Logger LOG = LoggerFactory.getLogger(RoutedCall.class);

    /** The network cannot carry it, whoever is called. */
    private static final Set<Integer> SIP_TROUBLE = Set.of(500, 502, 503, 504);

    /** The same in Q.850: no circuit, network out of order, temporary failure, congestion, no resources. */
    private static final Set<Integer> Q850_TROUBLE = Set.of(34, 38, 41, 42, 47);

    private final OutboundCall call;
    private final CallObserver observer;
    private final Iterator<Trunk> trunks;
    private final Executor workers;
    private final Runnable whenOver;

    private @Nullable Trunk carrier;
    private @Nullable PhoneCall unwanted;
    private boolean rang;

    RoutedCall(OutboundCall call, CallObserver observer, List<Trunk> trunks, Executor workers, Runnable whenOver) {
        this.call = call;
        this.observer = observer;
        this.trunks = trunks.iterator();
        this.workers = workers;
        this.whenOver = whenOver;
    }

    /** Which gateway has it; none while it is between two. */
    synchronized Optional<Trunk> carrier() {
        return Optional.ofNullable(carrier);
    }

    /** Hangs it up where it is, and sees to it that it goes nowhere else. */
    void hangUp(PhoneCall asItStands) {
        Optional<Trunk> there;
        synchronized (this) {
            unwanted = asItStands;
            there = carrier();
        }
        there.ifPresent(trunk -> trunk.inService().hangUp(asItStands));
    }

    /** Places it at the first gateway that takes it; throws the {@link CallException} of the last one when none does. */
    void place() {
        CallException last = new CallException(CallFailure.NO_GATEWAY, "No gateway is left for this call");
        while (enterNext()) {
            Trunk trunk = carrier().orElseThrow();
            try {
                trunk.place(call, event -> on(trunk, event));
                return;
            } catch (CallException e) {
                if (e.failure() == CallFailure.GATEWAY_TIMED_OUT) {
                    throw e; // It may be placed, and must not be placed twice
                }
                LOG.info("A call goes past the gateway {}: {}", trunk.name(), e.getMessage());
                last = e;
            }
        }
        throw last;
    }

    private synchronized boolean enterNext() {
        carrier = unwanted == null && trunks.hasNext() ? trunks.next() : null;
        return carrier != null;
    }

    private void on(Trunk from, CallEvent event) {
        if (goesOn(event)) {
            LOG.info("A call goes on from the gateway {}, which cannot carry it", from.name());
            workers.execute(() -> goOn(event));
        } else if (event instanceof CallEvent.Answered answered) {
            observer.on(new CallEvent.Answered(event.id(), Note.of(from.name(), answered.dialog())));
        } else {
            tell(event);
        }
    }

    private void tell(CallEvent event) {
        if (isLast(event)) {
            whenOver.run();
        }
        observer.on(event);
    }

    private synchronized boolean goesOn(CallEvent event) {
        rang |= event instanceof CallEvent.Answered
                || (event instanceof CallEvent.Progressed progressed
                        && progressed.status().code() > 100);
        if (rang || unwanted != null || !isTrouble(event) || !trunks.hasNext()) {
            return false;
        }
        carrier = null;
        return true;
    }

    /** When no other gateway takes it either, it ends as the one that had it said. */
    private void goOn(CallEvent failed) {
        try {
            place();
        } catch (CallException e) {
            tell(failed);
            return;
        }
        hangUpIfUnwanted();
    }

    private void hangUpIfUnwanted() {
        PhoneCall hungUp;
        synchronized (this) {
            hungUp = unwanted;
        }
        if (hungUp != null) {
            hangUp(hungUp); // Whoever wanted that met it between two gateways
        }
    }

    private static boolean isTrouble(CallEvent event) {
        if (event instanceof CallEvent.Failed failed) {
            return failed.q850().isPresent()
                    ? Q850_TROUBLE.contains(failed.q850().getAsInt())
                    : SIP_TROUBLE.contains(failed.status().code());
        }
        return event instanceof CallEvent.NotPlaced;
    }

    private static boolean isLast(CallEvent event) {
        return event instanceof CallEvent.Ended
                || event instanceof CallEvent.Failed
                || event instanceof CallEvent.NotAnswered
                || event instanceof CallEvent.NotPlaced;
    }
}
