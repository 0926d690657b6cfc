package org.ewsphone.call;

import java.time.Instant;
import java.util.Optional;

/**
 * A telephone call as it stands at one moment. A change is a new value; the registry makes it known.
 *
 * @param id what clients call it by
 * @param mailbox the mailbox it was placed for, which owns it
 * @param destination where it goes
 * @param message the voice message that is played
 * @param state how far it has come
 * @param rang whether the telephone was ever heard to ring
 * @param cause why it failed; {@link ConnectionFailureCause#NONE} before the end and after a normal one
 * @param sipStatus the network's final word on a call that failed
 * @param claim who is hanging it up just now
 * @param placedAt when it was asked for
 * @param answeredAt when somebody picked up
 * @param endedAt when it was over
 */
public record PhoneCall(
        PhoneCallId id,
        String mailbox,
        Destination destination,
        ItemId message,
        PhoneCallState state,
        boolean rang,
        ConnectionFailureCause cause,
        Optional<SipStatus> sipStatus,
        Optional<HangUpClaim> claim,
        Instant placedAt,
        Optional<Instant> answeredAt,
        Optional<Instant> endedAt) {

    /** A call that nobody has dialled yet. */
    public static PhoneCall idle(
            PhoneCallId id, String mailbox, Destination destination, ItemId message, Instant placedAt) {
        return new PhoneCall(
                id,
                mailbox,
                destination,
                message,
                PhoneCallState.IDLE,
                false,
                ConnectionFailureCause.NONE,
                Optional.empty(),
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
        return isOver() || isBeingHungUp(now) ? this : with(state, rang, Optional.of(next), answeredAt);
    }

    /** The call without this claim. A claim of somebody else stays. */
    public PhoneCall released(HangUpClaim held) {
        return isClaimedWith(held) ? with(state, rang, Optional.empty(), answeredAt) : this;
    }

    /** Whether it is this claim that holds the call. */
    public boolean isClaimedWith(HangUpClaim held) {
        return claim.equals(Optional.of(held));
    }

    /** Whether somebody is hanging the call up now. */
    public boolean isBeingHungUp(Instant now) {
        return claim.isPresent() && claim.get().isLive(now);
    }

    PhoneCall in(PhoneCallState next) {
        return state.isBefore(next) ? with(next, rang, claim, answeredAt) : this;
    }

    PhoneCall ringing() {
        return rang ? this : with(state, true, claim, answeredAt);
    }

    PhoneCall answered(Instant at) {
        return state.isBefore(PhoneCallState.CONNECTED)
                ? with(PhoneCallState.CONNECTED, rang, claim, Optional.of(at))
                : this;
    }

    PhoneCall over(Instant at) {
        return failed(ConnectionFailureCause.NONE, Optional.empty(), at);
    }

    PhoneCall failed(ConnectionFailureCause why, Optional<SipStatus> status, Instant at) {
        return new PhoneCall(
                id,
                mailbox,
                destination,
                message,
                PhoneCallState.DISCONNECTED,
                rang,
                why,
                status,
                Optional.empty(),
                placedAt,
                answeredAt,
                Optional.of(at));
    }

    private PhoneCall with(
            PhoneCallState nextState,
            boolean nextRang,
            Optional<HangUpClaim> nextClaim,
            Optional<Instant> nextAnsweredAt) {
        return new PhoneCall(
                id,
                mailbox,
                destination,
                message,
                nextState,
                nextRang,
                cause,
                sipStatus,
                nextClaim,
                placedAt,
                nextAnsweredAt,
                endedAt);
    }
}
