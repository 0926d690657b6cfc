package org.ewsphone.gateway.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ShortBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.SipStatus;
import org.ewsphone.gateway.sip.audio.RtpStream;
import org.ewsphone.gateway.sip.audio.RtpStream.Listener;
import org.ewsphone.gateway.sip.message.SipRequest;
import org.ewsphone.gateway.sip.message.SipResponse;
import org.ewsphone.gateway.sip.signalling.Alarm;
import org.ewsphone.gateway.sip.signalling.Responses;
import org.ewsphone.sound.Sound;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call that this node placed, from its INVITE to its end. Everything happens under its lock, one thing at a time. What
 * comes too late is put right quietly: an answer nobody wants any more is acknowledged and ended at once.
 */
final class SipCall implements Responses {

    private static final Logger LOG = LoggerFactory.getLogger(SipCall.class);

    private enum Stage {
        DIALLING,
        ANSWERED,
        ENDING,
        OVER
    }

    /** Why the INVITE was taken back. */
    private enum Wish {
        NONE,
        HANG_UP,
        RING_TIME_OVER
    }

    private final Line line;
    private final OutboundCall call;
    private final RtpStream audio;
    private final Exchange invite;
    private final String callId;
    private final Telling telling;
    private final Consumer<SipCall> whenOver;
    private final List<Alarm> alarms = new ArrayList<>();
    private final List<String> answeredTags = new ArrayList<>(1);
    private Optional<Sound> sound;
    private Stage stage = Stage.DIALLING;
    private Wish wish = Wish.NONE;
    private int progress;
    private boolean rang;
    private @Nullable String earlyMedia;
    private @Nullable Dialog dialog;
    private CompletableFuture<Boolean> end = new CompletableFuture<>();

    /** Takes what the call needs; throws {@link IOException} when no port is free for its sound. */
    SipCall(Line line, OutboundCall call, Optional<Sound> sound, CallObserver observer, Consumer<SipCall> whenOver)
            throws IOException {
        this.line = line;
        this.call = call;
        this.sound = sound;
        this.whenOver = whenOver;
        this.telling = new Telling(observer, line.threads());
        this.invite = line.exchange(line.trunk().proxy(), this);
        this.callId = line.tokens().next();
        this.audio = line.openAudio();
    }

    PhoneCallId id() {
        return call.id();
    }

    /** Its name towards the network; nobody can tell one from the other. */
    String callId() {
        return callId;
    }

    /** How far it is. */
    synchronized PhoneCallState state() {
        return switch (stage) {
            case DIALLING -> rang ? PhoneCallState.ALERTED : PhoneCallState.CONNECTING;
            case ANSWERED, ENDING -> PhoneCallState.CONNECTED;
            case OVER -> PhoneCallState.DISCONNECTED;
        };
    }

    /** Sends the INVITE; throws {@link IOException} when that cannot be, and nothing is told then. */
    synchronized void dial() throws IOException {
        try {
            invite.send(Invitation.to(call.destination(), callId, line, audio.local()));
        } catch (IOException e) {
            stage = Stage.OVER;
            fallSilent();
            throw e;
        }
        telling.tell(new CallEvent.Dialled(id()));
        alarm(line.trunk().answerTime(), this::nobodyIsThere);
        alarm(call.ringTime(), this::ringTimeIsOver);
    }

    @Override
    public synchronized void received(SipResponse response) {
        if (response.isSuccess()) {
            granted(response);
        } else if (stage == Stage.DIALLING && response.isProvisional()) {
            progressed(response);
        } else if (stage == Stage.DIALLING) {
            refused(response);
        }
    }

    @Override
    public synchronized void failed(Failure failure) {
        if (stage != Stage.DIALLING) {
            return;
        }
        boolean silence = failure == Failure.TIMEOUT;
        over(
                switch (wish) {
                    case HANG_UP, RING_TIME_OVER -> withdrawn();
                    case NONE ->
                        silence ? new CallEvent.Failed(id(), SipStatus.of(408)) : new CallEvent.NotPlaced(id());
                });
    }

    /**
     * Hangs up, and returns when the network has accepted it; whoever else is hanging up already is waited for. Throws
     * {@link CallException} when that takes too long or the network cannot be asked.
     */
    void hangUp() {
        Future<Boolean> over;
        synchronized (this) {
            over = end;
            if (stage == Stage.DIALLING) {
                wish = wish == Wish.NONE ? Wish.HANG_UP : wish;
                invite.cancel();
            } else if (stage == Stage.ANSWERED) {
                bye(new CallEvent.Ended(id()));
            }
        }
        Outcome.await(over, line.trunk().hangUpTime());
    }

    /** Whether this dialog is the one of the call. */
    synchronized boolean isIn(String localTag, String remoteTag) {
        return dialog != null
                && dialog.local().tag().equals(localTag)
                && dialog.remote().tag().equals(remoteTag);
    }

    /** The other side hung up. */
    synchronized void hungUpThere() {
        over(new CallEvent.Ended(id()));
    }

    /** The other side wants the session to be another; returns what we say to that, or nothing when it is not possible. */
    synchronized Optional<String> renegotiate(SipRequest request) {
        if (dialog == null || stage != Stage.ANSWERED) {
            return Optional.empty();
        }
        try {
            InetSocketAddress local = audio.local();
            Optional<String> offer = request.sessionDescription();
            String answer =
                    offer.isEmpty() ? SessionDescription.offer(local) : SessionDescription.answer(local, offer.get());
            offer.map(SessionDescription::listener).ifPresent(audio::continueFor);
            dialog = Dialog.target(request).map(dialog::towards).orElse(dialog);
            return Optional.of(answer);
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("Call {}: a new session was refused: {}", id(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Lets go of the call, which stays as it is. */
    synchronized void letGo() {
        stopAlarms();
        fallSilent();
    }

    /** What still comes for a call that is over (RFC 3261, 17.1.1.2) finds it for half a minute, but without its sound. */
    private void fallSilent() {
        audio.close();
        sound = Optional.empty();
        earlyMedia = null;
    }

    private void progressed(SipResponse response) {
        response.sessionDescription().ifPresent(description -> earlyMedia = description);
        rang |= response.status() >= 180 && response.status() != 181;
        if (progress != response.status()) {
            progress = response.status();
            telling.tell(new CallEvent.Progressed(id(), Phrase.status(response)));
        }
    }

    private void refused(SipResponse response) {
        boolean terminated = response.status() == 487;
        over(
                switch (wish) {
                    case HANG_UP -> new CallEvent.Ended(id());
                    case RING_TIME_OVER ->
                        terminated ? new CallEvent.NotAnswered(id(), Phrase.status(response)) : failure(response);
                    case NONE -> failure(response);
                });
    }

    private CallEvent failure(SipResponse response) {
        return new CallEvent.Failed(id(), Phrase.status(response), response.q850());
    }

    /** Every success is acknowledged, however often and by however many it is told; only the first may be the call. */
    private void granted(SipResponse response) {
        Dialog made;
        try {
            made = Dialog.establishedBy(invite.request(), response);
        } catch (IllegalArgumentException e) {
            LOG.debug("Call {}: an answer that nobody can work with: {}", id(), e.getMessage());
            return;
        }
        acknowledge(made);
        if (answeredTags.contains(made.remote().tag())) {
            return;
        }
        answeredTags.add(made.remote().tag());
        if (stage != Stage.DIALLING) {
            endQuietly(made);
            return;
        }
        stopAlarms();
        dialog = made;
        if (wish == Wish.NONE) {
            answered(made, response);
        } else {
            bye(withdrawn());
        }
    }

    /** The end of a call that was taken back before its answer. */
    private CallEvent withdrawn() {
        return wish == Wish.RING_TIME_OVER
                ? new CallEvent.NotAnswered(id(), SipStatus.of(487))
                : new CallEvent.Ended(id());
    }

    private void answered(Dialog made, SipResponse response) {
        Listener listener;
        try {
            String description = response.sessionDescription()
                    .or(() -> Optional.ofNullable(earlyMedia))
                    .orElse("");
            listener = SessionDescription.listener(description);
        } catch (IllegalArgumentException e) {
            LOG.warn("Call {}: answered, but {}; it is hung up", id(), e.getMessage());
            bye(new CallEvent.Failed(id(), SipStatus.of(488)));
            return;
        }
        stage = Stage.ANSWERED;
        telling.tell(new CallEvent.Answered(id(), Optional.of(made.text())));
        ShortBuffer samples = sound.map(Sound::samples).orElseGet(() -> ShortBuffer.allocate(0));
        audio.play(listener, samples, () -> line.threads().execute(this::timeIsOver));
        alarm(call.talkTime(), this::timeIsOver);
    }

    private synchronized void nobodyIsThere() {
        if (stage == Stage.DIALLING && progress == 0) {
            invite.cancel(); // With the first answer, should there be one
            over(wish == Wish.HANG_UP ? new CallEvent.Ended(id()) : new CallEvent.Failed(id(), SipStatus.of(408)));
        }
    }

    private synchronized void ringTimeIsOver() {
        if (stage == Stage.DIALLING && wish == Wish.NONE) {
            wish = Wish.RING_TIME_OVER;
            invite.cancel();
            alarm(line.trunk().hangUpTime(), () -> failed(Failure.TIMEOUT));
        }
    }

    private synchronized void timeIsOver() {
        if (stage == Stage.ANSWERED) {
            bye(new CallEvent.Ended(id()));
        }
    }

    private void acknowledge(Dialog made) {
        try {
            line.acknowledge(made, invite.request());
        } catch (IOException e) {
            LOG.debug("Call {}: the answer could not be acknowledged: {}", id(), e.getMessage());
        }
    }

    private void endQuietly(Dialog made) {
        try {
            line.send(made, made.next().request("BYE"), new Unheard());
        } catch (IOException e) {
            LOG.warn("Call {}: a second or late answer could not be hung up: {}", id(), e.getMessage());
        }
    }

    /** Ends the answered call; whoever is asked and says no, or nothing, has no such call (RFC 3261, 15.1.1). */
    private void bye(CallEvent last) {
        if (dialog == null) {
            return;
        }
        stage = Stage.ENDING;
        dialog = dialog.next();
        try {
            line.send(dialog, dialog.request("BYE"), new Responses() {
                @Override
                public void received(SipResponse response) {
                    if (!response.isProvisional()) {
                        over(last);
                    }
                }

                @Override
                public void failed(Failure failure) {
                    if (failure == Failure.TIMEOUT) {
                        over(last);
                    } else {
                        byeIsLost("The connection broke");
                    }
                }
            });
        } catch (IOException e) {
            byeIsLost(String.valueOf(e.getMessage()));
        }
    }

    /** The call may still be up, so whoever wanted to hang up may try again; our own limits do so by themselves. */
    private synchronized void byeIsLost(String why) {
        if (stage != Stage.ENDING) {
            return;
        }
        stage = Stage.ANSWERED;
        LOG.warn("Call {}: could not be hung up: {}", id(), why);
        end.completeExceptionally(new CallException(CallFailure.GATEWAY_UNREACHABLE, why));
        end = new CompletableFuture<>();
        alarm(line.trunk().hangUpTime(), this::timeIsOver);
    }

    private synchronized void over(CallEvent last) {
        if (stage == Stage.OVER) {
            return;
        }
        stage = Stage.OVER;
        stopAlarms();
        fallSilent();
        telling.tell(last);
        whenOver.accept(this);
        end.complete(true);
    }

    private void alarm(Duration time, Runnable step) {
        alarms.add(line.after(time, step));
    }

    private void stopAlarms() {
        alarms.forEach(Alarm::cancel);
        alarms.clear();
    }
}
