package org.ewsphone.gateway.ari;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.SipStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call at Asterisk. What happens to it happens on its lane, one thing after the other, and is told from there; only the
 * marks of the first lines are for all threads.
 */
final class AriCall {

    private static final Logger LOG = LoggerFactory.getLogger(AriCall.class);

    /** Asterisk ends the ringing; only when it has not, by so much later, we do. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private volatile boolean seen;
    private volatile boolean unwanted;

    private final OutboundCall call;
    private final ChannelId channel;
    private final String media;
    private final CallObserver observer;
    private final Lane lane;
    private final Asterisk asterisk;
    private final Runnable whenOver;
    private final List<Future<?>> alarms = new ArrayList<>();

    private PhoneCallState state = PhoneCallState.IDLE;
    private boolean abandoned;
    private boolean inApplication;
    private boolean ending;

    AriCall(
            OutboundCall call,
            ChannelId channel,
            String media,
            CallObserver observer,
            Lane lane,
            Asterisk asterisk,
            Runnable whenOver) {
        this.call = call;
        this.channel = channel;
        this.media = media;
        this.observer = observer;
        this.lane = lane;
        this.asterisk = asterisk;
        this.whenOver = whenOver;
    }

    /** Whether Asterisk has accepted it, or told anything of it: then it was placed, whatever became of the answer. */
    boolean wasSeen() {
        return seen;
    }

    /** Whether somebody hung it up, perhaps before it was there. */
    boolean isUnwanted() {
        return unwanted;
    }

    /** Notes that the channel must not be: should it come late, it is hung up. */
    void unwanted() {
        unwanted = true;
    }

    /** Asterisk has accepted the call. */
    void placed() {
        seen = true;
        lane.run(this::dialled);
    }

    /** Nobody knows whether there will be a call; nobody is told of it, and if there is one it ends. */
    void abandon() {
        unwanted();
        lane.run(() -> {
            abandoned = true;
            state = PhoneCallState.DISCONNECTED;
            end("it was given up");
        });
        var unused = lane.after(call.ringTime().plus(call.talkTime()), whenOver);
    }

    /** Asterisk has accepted that it ends. */
    void hungUp() {
        lane.run(() -> over(new CallEvent.Ended(id())));
    }

    /** What Asterisk tells of the channel. */
    void on(JsonObject event) {
        seen = true;
        lane.run(() -> happen(event));
    }

    /** What Asterisk knows of the channel after a time in which it could tell nothing. */
    void resume(Optional<PhoneCallState> found, boolean playing) {
        lane.run(() -> {
            if (unwanted || ending) {
                end("it was to end");
            } else if (state != PhoneCallState.IDLE && state != PhoneCallState.DISCONNECTED) {
                resumeFrom(found, playing);
            }
        });
    }

    private void resumeFrom(Optional<PhoneCallState> found, boolean playing) {
        if (found.isEmpty()) {
            over(isAnswered() ? new CallEvent.Ended(id()) : new CallEvent.Failed(id(), SipStatus.of(487)));
            return;
        }
        switch (found.get()) {
            case ALERTED -> progresses(180);
            case CONNECTED -> {
                answered();
                if (!inApplication) {
                    play();
                } else if (!playing) {
                    end("its message is over");
                }
            }
            default -> {}
        }
    }

    private void happen(JsonObject event) {
        if (state == PhoneCallState.DISCONNECTED) {
            happenTooLate(event);
            return;
        }
        dialled();
        switch (event.getString("type", "")) {
            case "Dial" -> dial(event.getString("dialstatus", ""));
            case "ChannelStateChange" -> channelState(event);
            case "StasisStart" -> play();
            case "ChannelHangupRequest" -> ending = true;
            case "PlaybackFinished" -> playbackFinished(event);
            case "ChannelDestroyed" -> destroyed(event.getInt("cause", 0), event.getInt("tech_cause", 0));
            default -> {}
        }
    }

    /** Something is told of a call that is over already, or that was given up, and there it is. */
    private void happenTooLate(JsonObject event) {
        if ("ChannelDestroyed".equals(event.getString("type", ""))) {
            whenOver.run();
        } else if (abandoned) {
            end("it was given up");
        }
    }

    private void dial(String status) {
        switch (status) {
            case "PROCEEDING" -> progresses(100);
            case "PROGRESS" -> progresses(183);
            case "RINGING" -> progresses(180);
            case "ANSWER" -> answered();
            default -> {} // ChannelDestroyed tells why
        }
    }

    private void channelState(JsonObject event) {
        JsonObject changed = event.getJsonObject("channel");
        switch (changed == null ? "" : changed.getString("state", "")) {
            case "Ringing" -> progresses(180);
            case "Up" -> answered();
            default -> {}
        }
    }

    private void playbackFinished(JsonObject event) {
        if (ending) {
            return; // Whoever hung up has stopped it
        }
        JsonObject playback = event.getJsonObject("playback");
        if (playback != null && "failed".equals(playback.getString("state", ""))) {
            LOG.warn(
                    "Call {}: Asterisk cannot play {}; is the file there, may Asterisk read it, and has it a format that it"
                            + " knows?",
                    channel,
                    media);
        }
        end("its message is over");
    }

    private void destroyed(int cause, int technical) {
        boolean normal = isAnswered() || unwanted;
        over(
                normal
                        ? new CallEvent.Ended(id())
                        : new CallEvent.Failed(id(), Q850.status(cause, technical), Q850.known(cause)));
    }

    private void dialled() {
        if (state == PhoneCallState.IDLE) {
            state = PhoneCallState.CONNECTING;
            tell(new CallEvent.Dialled(id()));
            alarms.add(lane.after(call.ringTime().plus(GRACE), this::ringTimeIsOver));
        }
    }

    private void progresses(int status) {
        if (status == 100 ? state == PhoneCallState.CONNECTING : state.isBefore(PhoneCallState.CONNECTED)) {
            state = status == 100 ? state : PhoneCallState.ALERTED;
            tell(new CallEvent.Progressed(id(), SipStatus.of(status)));
        }
    }

    private void answered() {
        if (!isAnswered()) {
            state = PhoneCallState.CONNECTED;
            tell(new CallEvent.Answered(id()));
            alarms.add(lane.after(call.talkTime(), () -> end("its talk time is over")));
        }
    }

    private void play() {
        answered();
        inApplication = true;
        lane.aside(() -> {
            try {
                asterisk.play(channel, media);
            } catch (CallException e) {
                LOG.warn("Call {}: the message cannot be played: {}", channel, e.getMessage());
                lane.run(() -> end("its message cannot be played"));
            }
        });
    }

    private void ringTimeIsOver() {
        if (state.isBefore(PhoneCallState.CONNECTED)) {
            lane.aside(() -> hangUpQuietly(
                    "it rings longer than it may", new CallEvent.Failed(id(), SipStatus.of(480), Q850.known(19))));
        }
    }

    /** Hangs up. When Asterisk cannot be reached it is tried again as soon as it can be. */
    private void end(String why) {
        ending = true;
        lane.aside(() -> hangUpQuietly(why, new CallEvent.Ended(id())));
    }

    private void hangUpQuietly(String why, CallEvent last) {
        try {
            asterisk.hangUp(channel);
            lane.run(() -> over(last));
        } catch (CallException e) {
            LOG.warn("Call {} should end, for {}, and that cannot be done now: {}", channel, why, e.getMessage());
        }
    }

    private void over(CallEvent last) {
        if (state != PhoneCallState.DISCONNECTED) {
            state = PhoneCallState.DISCONNECTED;
            alarms.forEach(alarm -> alarm.cancel(false));
            whenOver.run();
            tell(last);
        }
    }

    /** An observer that fails once, say for want of its registry, is still told what comes after. */
    private void tell(CallEvent event) {
        try {
            observer.on(event);
        } catch (RuntimeException e) {
            LOG.error("Call {}: what happened to it could not be recorded", channel, e);
        }
    }

    private boolean isAnswered() {
        return !state.isBefore(PhoneCallState.CONNECTED);
    }

    private PhoneCallId id() {
        return call.id();
    }
}
