package org.ewsphone.gateway.simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.SipStatus;
import org.ewsphone.gateway.simulated.HungUp.How;
import org.ewsphone.spi.Town;

/**
 * One call in the network. What happens to it happens under its lock, one thing at a time, and is told outside of it.
 * The methods in the words of a subscriber, from {@link #in} on, are for {@link Behaviour}s, which run under the lock.
 */
final class Line {

    private final Network network;
    private final Subscriber subscriber;
    private final Duration talkTime;
    private final Telling telling;
    private final List<Timeline.Alarm> alarms = new ArrayList<>();
    private final PhoneCallId id;
    private PhoneCall call;

    /** A call on which nothing happens yet; once answered it may last for this talk time. */
    Line(Network network, PhoneCall call, Subscriber subscriber, Duration talkTime, CallObserver observer) {
        this.network = network;
        this.id = call.id();
        this.call = call;
        this.subscriber = subscriber;
        this.talkTime = talkTime;
        this.telling = new Telling(observer, network::isOpen);
    }

    /** The name of the call. */
    PhoneCallId id() {
        return id;
    }

    /** How far the call is. */
    synchronized PhoneCallState state() {
        return call.state();
    }

    /** Dials, and gives up when the ring time is over. A call that was hung up before is not dialled. */
    void dial(Duration ringTime) {
        happen(() -> {
            tell(new CallEvent.Dialled(id));
            progresses(SipStatus.of(100));
            subscriber.behaviour().dialled(this);
            in(ringTime, this::ringTimeIsOver); // Not for a call that was refused at once
        });
    }

    /** Goes on with a call that is up already. */
    void carryOn() {
        happen(() -> subscriber.behaviour().dialled(this));
    }

    /** Ends the call from our side, once however often it is asked; throws as {@link HangingUp} has it. */
    void hangUp(Patience patience) {
        subscriber.hangingUp().attempt(patience);
        network.requireOpen();
        happen(this::endFromOurSide);
    }

    /** Somebody makes it happen now; whether it could. */
    boolean happens(Town.Happening happening) {
        boolean[] possible = {false};
        happen(() -> {
            possible[0] = happening.isPossible(call.state());
            if (possible[0]) {
                take(happening);
            }
        });
        return possible[0];
    }

    private void take(Town.Happening happening) {
        switch (happening) {
            case RINGS -> progresses(SipStatus.of(180));
            case ANSWERS -> answers();
            case TRANSFERS -> transfers();
            case HANGS_UP -> ends();
            case IS_BUSY -> refuses(SipStatus.of(486), OptionalInt.empty());
        }
    }

    /** The step is taken after this time, if the call is still up. */
    void in(Duration time, Runnable step) {
        if (call.isOver()) {
            return; // nothing is left on the timeline for a call that is over
        }
        if (time.isZero()) {
            step.run();
        } else {
            alarms.add(network.timeline().after(time, () -> happen(step)));
        }
    }

    /** The network says how far it is. */
    void progresses(SipStatus status) {
        tell(new CallEvent.Progressed(id, status));
    }

    /** Somebody picks up. */
    void answers() {
        tell(new CallEvent.Answered(id));
        in(talkTime, this::endFromOurSide);
    }

    /** The answered call goes on to another telephone. */
    void transfers() {
        tell(new CallEvent.Transferred(id));
    }

    /** The network refuses the call. */
    void refuses(SipStatus status, OptionalInt q850) {
        over(new CallEvent.Failed(id, status, q850));
    }

    /** The other side hangs up. */
    void ends() {
        over(new CallEvent.Ended(id));
    }

    private void ringTimeIsOver() {
        if (isUnanswered()) {
            cancel(new CallEvent.NotAnswered(id, SipStatus.of(487)));
        }
    }

    private void endFromOurSide() {
        if (call.state() == PhoneCallState.IDLE) {
            ends(); // a slow gateway still has it, so there is nothing to take back
        } else if (isUnanswered()) {
            cancel(new CallEvent.Ended(id));
        } else {
            overBy(How.BYE, new CallEvent.Ended(id));
        }
    }

    private void cancel(CallEvent terminated) {
        subscriber.behaviour().cancelled(this);
        if (isUnanswered()) {
            overBy(How.CANCEL, terminated);
        } else {
            overBy(How.BYE, new CallEvent.Ended(id));
        }
    }

    private void overBy(How how, CallEvent last) {
        if (!call.isOver()) {
            network.record(new HungUp(id, how));
            over(last);
        }
    }

    private void over(CallEvent last) {
        tell(last);
        alarms.forEach(Timeline.Alarm::cancel);
        network.remove(this);
    }

    private boolean isUnanswered() {
        return call.state().isBefore(PhoneCallState.CONNECTED);
    }

    private void tell(CallEvent event) {
        if (!call.isOver()) {
            call = call.on(event, network.timeline().now());
            telling.add(event);
        }
    }

    private void happen(Runnable step) {
        synchronized (this) {
            if (network.isOpen() && !call.isOver()) {
                step.run();
            }
        }
        telling.deliver();
    }
}
