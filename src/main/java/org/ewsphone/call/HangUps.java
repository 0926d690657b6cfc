package org.ewsphone.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ends calls, at the network once however many ask on however many nodes: whoever gets the claim does it, and the others
 * wait for the outcome. A claim is for a time on the registry's clock; after that, whoever held it is gone and somebody
 * else may try.
 */
final class HangUps {

    private final NodeName node;
    private final CallRegistry registry;
    private final TelephonyGateway gateway;
    private final CallRecords records;
    private final BiConsumer<PhoneCall, Origin> changed;
    private final Duration atMost;
    private final Clock clock;

    /**
     * For calls of this registry at this gateway.
     *
     * @param changed told of a call that is being hung up, and for whom
     * @param atMost how long a claim holds, and how long the outcome is waited for
     */
    HangUps(
            NodeName node,
            CallRegistry registry,
            TelephonyGateway gateway,
            CallRecords records,
            BiConsumer<PhoneCall, Origin> changed,
            Duration atMost,
            Clock clock) {
        this.node = node;
        this.registry = registry;
        this.gateway = gateway;
        this.records = records;
        this.changed = changed;
        this.atMost = atMost;
        this.clock = clock;
    }

    /**
     * Returns when the call is over.
     *
     * @param known whether there is such a call for who asks; it is asked in the same step that takes the claim
     * @param origin who wants it
     * @throws CallException with {@link CallFailure#UNKNOWN_CALL}; as the gateway throws it; with
     *     {@link CallFailure#GATEWAY_REFUSED} when another node could not hang up; with
     *     {@link CallFailure#GATEWAY_TIMED_OUT} when nobody did in time
     */
    void end(PhoneCallId id, Predicate<PhoneCall> known, Origin origin) {
        Instant giveUp = clock.instant().plus(atMost);
        PhoneCall call = attempt(id, known, this::canReach, origin);
        while (!call.isOver()) {
            Duration left = Duration.between(clock.instant(), giveUp);
            if (left.isNegative() || left.isZero() || Thread.currentThread().isInterrupted()) {
                throw new CallException(CallFailure.GATEWAY_TIMED_OUT, "Nobody hung up the call " + id + " in time");
            }
            call = unknownIfAbsent(registry.await(id, this::isDecided, left));
            if (!call.isOver() && !canReach(call) && !call.endWanted()) {
                throw new CallException(CallFailure.GATEWAY_REFUSED, "The node " + call.node() + " did not hang up");
            }
            if (!call.isOver() && canReach(call)) {
                call = attempt(id, known, this::canReach, origin);
            }
        }
    }

    /** Ends a call whose node is gone, if nobody else does. Does not wait for those who do. */
    void endForNodeThatIsGone(PhoneCallId id) {
        attempt(id, call -> true, call -> true, Origin.SERVER);
    }

    /**
     * Ends a call of this node that another wants to end, or whose hang-up was begun and never done. Does not wait for those
     * who do already.
     */
    void endIfWanted(PhoneCallId id) {
        attempt(id, call -> call.endWanted() || call.claim().isPresent(), this::canReach, Origin.SERVER);
    }

    /**
     * Takes the claim and hangs up. Whoever cannot, because somebody else does or only another node could, leaves word that
     * the end is wanted. Returns the call as it is then.
     */
    private PhoneCall attempt(
            PhoneCallId id, Predicate<PhoneCall> known, Predicate<PhoneCall> reachable, Origin origin) {
        var token = new Token();
        Optional<PhoneCall> after = registry.update(id, (call, now) -> {
            if (call.isOver() || !known.test(call)) {
                return call;
            }
            PhoneCall claimed = reachable.test(call)
                    ? call.claimedWith(new HangUpClaim(token.value(), now.plus(atMost)), now)
                    : call;
            return token.claims(claimed) ? claimed : call.wanted();
        });
        PhoneCall call = unknownIfAbsent(after.filter(known));
        return token.claims(call) ? hangUp(call, token.value(), origin) : call;
    }

    private PhoneCall hangUp(PhoneCall call, UUID token, Origin origin) {
        changed.accept(call, origin);
        try {
            gateway.hangUp(call);
        } catch (RuntimeException e) {
            release(call.id(), token, e);
            throw e;
        }
        return unknownIfAbsent(records.finish(call.id(), token, origin));
    }

    /** When even that is impossible, the claim lapses by itself. */
    private void release(PhoneCallId id, UUID token, RuntimeException reason) {
        try {
            registry.update(id, call -> call.released(token))
                    .ifPresent(released -> changed.accept(released, Origin.NETWORK));
        } catch (CallException e) {
            reason.addSuppressed(e);
        }
    }

    /** Whether there is nothing more to wait for, be it that the call is over or that it is one's own turn again. */
    private boolean isDecided(PhoneCall call, Instant now) {
        return call.isOver() || (canReach(call) ? !call.isBeingHungUp(now) : !call.endWanted());
    }

    private boolean canReach(PhoneCall call) {
        return call.node().equals(node) || gateway.reach(call) == Reach.ANYWHERE;
    }

    /** Made when there is something to claim: most who ask do it again, for a call that is over. */
    private static final class Token {
        private @Nullable UUID made;

        /** The same for every try of a change. */
        UUID value() {
            if (made == null) {
                made = UUID.randomUUID();
            }
            return made;
        }

        boolean claims(PhoneCall call) {
            return made != null && call.isClaimedWith(made);
        }
    }

    private static PhoneCall unknownIfAbsent(Optional<PhoneCall> call) {
        return call.orElseThrow(() -> new CallException(CallFailure.UNKNOWN_CALL));
    }
}
