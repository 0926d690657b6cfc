package org.ewsphone.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ewsphone.api.Step.Kind;
import org.ewsphone.call.HangUpClaim;
import org.ewsphone.call.Origin;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallState;

/** The steps of one call, each of them once and in its order, whatever order they are told in. For one thread at a time. */
final class Timeline {

    /** After so many no further attempt to hang up is kept: a network may fail at it for ever. */
    private static final int MOST_STEPS = 32;

    /** Without the calls themselves, of which there would be one in memory for each step. */
    private final List<Step> steps = new ArrayList<>(4);

    /** Who was hanging the call up at the last step. */
    private Optional<HangUpClaim> claim = Optional.empty();

    /** Takes the next step, if it is one. */
    void add(PhoneCall call, Origin origin, Instant at) {
        Optional<Kind> kind = kindOf(call);
        if (kind.isPresent() && (kind.get() != Kind.HANG_UP || steps.size() < MOST_STEPS)) {
            Origin whose = call.isOver() ? whoEnded(origin) : origin;
            steps.add(new Step(kind.get(), call.state(), call.sipStatus(), whose, at));
            claim = call.claim();
        }
    }

    private Optional<Kind> kindOf(PhoneCall call) {
        if (steps.isEmpty()) {
            return Optional.of(Kind.STATE);
        }
        PhoneCallState last = steps.get(steps.size() - 1).state();
        if (last.isBefore(call.state())) {
            return Optional.of(Kind.STATE);
        }
        if (last != call.state() || call.isOver() || claim.equals(call.claim())) {
            return Optional.empty();
        }
        return Optional.of(call.claim().isPresent() ? Kind.HANG_UP : Kind.HANG_UP_FAILED);
    }

    /** The network may tell that the call has ended before it has answered whoever asked for it. */
    private Origin whoEnded(Origin told) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (step.kind() == Kind.HANG_UP) {
                return step.origin();
            }
            if (step.kind() == Kind.HANG_UP_FAILED) {
                return told;
            }
        }
        return told;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }
}
