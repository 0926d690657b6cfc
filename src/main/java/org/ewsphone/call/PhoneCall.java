package org.ewsphone.call;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A telephone call as it stands at one moment. A change is a new value; the registry makes it known.
 *
 * @param id what clients call it by
 * @param node the node that placed it and is told of its events
 * @param mailbox the mailbox it was placed for, which owns it
 * @param destination where it goes
 * @param message the voice message that is played
 * @param state how far it has come
 * @param rang whether the telephone was ever heard to ring
 * @param cause why it failed; {@link ConnectionFailureCause#NONE} before the end and after a normal one
 * @param sipStatus the network's final word on a call that failed
 * @param dialog the gateway's own note, opaque to all others: what another node needs to end the answered call
 * @param endWanted whether somebody waits for another to hang it up
 * @param claim who is hanging it up just now
 * @param placedAt when it was asked for
 * @param answeredAt when somebody picked up
 * @param endedAt when it was over
 */
public record PhoneCall(
        PhoneCallId id,
        NodeName node,
        String mailbox,
        Destination destination,
        ItemId message,
        PhoneCallState state,
        boolean rang,
        ConnectionFailureCause cause,
        Optional<SipStatus> sipStatus,
        Optional<String> dialog,
        boolean endWanted,
        Optional<HangUpClaim> claim,
        Instant placedAt,
        Optional<Instant> answeredAt,
        Optional<Instant> endedAt) {

    /** A call that nobody has dialled yet. */
    public static PhoneCall idle(
            PhoneCallId id, NodeName node, String mailbox, Destination destination, ItemId message, Instant placedAt) {
        return new PhoneCall(
                id,
                node,
                mailbox,
                destination,
                message,
                PhoneCallState.IDLE,
                false,
                ConnectionFailureCause.NONE,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                placedAt,
                Optional.empty(),
                Optional.empty());
    }

    /** The call after an event; the same call when it is over already, for then nothing can happen to it any more. */
    public PhoneCall on(CallEvent event, Instant at) {
        return isOver() ? this : event.applyTo(this, at);
    }

    /** Whether the call has ended, for whatever reason. */
    public boolean isOver() {
        return state == PhoneCallState.DISCONNECTED;
    }

    /** The call with this claim, or as it is when it is over or somebody else's claim is live. */
    public PhoneCall claimedWith(HangUpClaim next, Instant now) {
        return isOver() || isBeingHungUp(now) ? this : with(draft -> draft.claim = Optional.of(next));
    }

    /** The call after a hang-up that failed: whoever waits for it learns that. A claim of somebody else stays. */
    public PhoneCall released(UUID token) {
        return !isClaimedWith(token)
                ? this
                : with(draft -> {
                    draft.claim = Optional.empty();
                    draft.endWanted = false;
                });
    }

    /** Whether the claim that holds the call has this token. */
    public boolean isClaimedWith(UUID token) {
        return claim.isPresent() && claim.get().token().equals(token);
    }

    /** The call whose end somebody waits for. */
    public PhoneCall wanted() {
        return isOver() || endWanted ? this : with(draft -> draft.endWanted = true);
    }

    /** Whether somebody is hanging the call up now. */
    public boolean isBeingHungUp(Instant now) {
        return claim.isPresent() && claim.get().isLive(now);
    }

    /** The same call with another note in {@link #dialog}. */
    public PhoneCall noted(Optional<String> note) {
        return with(draft -> draft.dialog = note);
    }

    PhoneCall in(PhoneCallState next) {
        return state.isBefore(next) ? with(draft -> draft.state = next) : this;
    }

    PhoneCall ringing() {
        return rang ? this : with(draft -> draft.rang = true);
    }

    PhoneCall answered(Instant at, Optional<String> note) {
        if (!state.isBefore(PhoneCallState.CONNECTED)) {
            return this;
        }
        return with(draft -> {
            draft.state = PhoneCallState.CONNECTED;
            draft.dialog = note;
            draft.answeredAt = Optional.of(at);
        });
    }

    PhoneCall over(Instant at) {
        return failed(ConnectionFailureCause.NONE, Optional.empty(), at);
    }

    PhoneCall failed(ConnectionFailureCause why, Optional<SipStatus> status, Instant at) {
        return with(draft -> {
            draft.state = PhoneCallState.DISCONNECTED;
            draft.cause = why;
            draft.sipStatus = status;
            draft.dialog = Optional.empty();
            draft.endWanted = false;
            draft.claim = Optional.empty();
            draft.endedAt = Optional.of(at);
        });
    }

    private PhoneCall with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.of(this);
    }

    /** What can change of a call, while it changes. */
    private static final class Draft {
        private PhoneCallState state;
        private boolean rang;
        private ConnectionFailureCause cause;
        private Optional<SipStatus> sipStatus;
        private Optional<String> dialog;
        private boolean endWanted;
        private Optional<HangUpClaim> claim;
        private Optional<Instant> answeredAt;
        private Optional<Instant> endedAt;

        Draft(PhoneCall call) {
            state = call.state;
            rang = call.rang;
            cause = call.cause;
            sipStatus = call.sipStatus;
            dialog = call.dialog;
            endWanted = call.endWanted;
            claim = call.claim;
            answeredAt = call.answeredAt;
            endedAt = call.endedAt;
        }

        PhoneCall of(PhoneCall call) {
            return new PhoneCall(
                    call.id,
                    call.node,
                    call.mailbox,
                    call.destination,
                    call.message,
                    state,
                    rang,
                    cause,
                    sipStatus,
                    dialog,
                    endWanted,
                    claim,
                    call.placedAt,
                    answeredAt,
                    endedAt);
        }
    }
}
