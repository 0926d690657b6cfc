package org.ewsphone.gateway.simulated;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.SipStatus;

/** What a subscriber does when called. Each behaviour tells its own story of a call. */
sealed interface Behaviour {

    /** Lets the call into the network; throws {@link CallException} when it does not get there. */
    default void admit(Patience patience) {}

    /** What happens from the moment the call is dialled. */
    void dialled(Line line);

    /** What happens at the very moment in which the unanswered call is being cancelled. */
    default void cancelled(Line line) {}

    /** Rings, answers, perhaps goes on to another telephone, and hangs up by itself in the end. */
    record Answers(SipStatus progress, Duration after, Duration listens, Optional<Duration> transfers)
            implements Behaviour {
        @Override
        public void dialled(Line line) {
            line.progresses(progress);
            line.in(after, () -> answer(line));
        }

        private void answer(Line line) {
            line.answers();
            line.in(listens, line::ends);
            transfers.ifPresent(time -> line.in(time, line::transfers));
        }
    }

    /** Rings for as long as it may. */
    record Rings(SipStatus progress) implements Behaviour {
        @Override
        public void dialled(Line line) {
            line.progresses(progress);
        }
    }

    /** Refuses, at once or after a while, with or without having rung. */
    record Refuses(Duration after, Optional<SipStatus> progress, Duration rings, SipStatus status, OptionalInt q850)
            implements Behaviour {
        @Override
        public void dialled(Line line) {
            line.in(after, () -> {
                progress.ifPresent(line::progresses);
                line.in(rings, () -> line.refuses(status, q850));
            });
        }
    }

    /** Rings, and picks up just when the caller gives up: the 200 crosses the CANCEL (RFC 3261, 9.1). */
    record AnswersWhileCancelled(SipStatus progress) implements Behaviour {
        @Override
        public void dialled(Line line) {
            line.progresses(progress);
        }

        @Override
        public void cancelled(Line line) {
            line.answers();
        }
    }

    /** Is not reached, for the gateway itself fails. */
    record GatewayFails(CallFailure failure) implements Behaviour {
        @Override
        public void admit(Patience patience) {
            throw new CallException(failure, "The simulated gateway fails for this subscriber");
        }

        @Override
        public void dialled(Line line) {}
    }

    /** Is reached through a gateway that takes its time to accept a call. */
    record SlowGateway(Duration after, Behaviour then) implements Behaviour {
        @Override
        public void admit(Patience patience) {
            patience.await(after);
        }

        @Override
        public void dialled(Line line) {
            then.dialled(line);
        }
    }

    /** Was there before we came, and stays until hung up or for as long as the script says. */
    record Stays(Optional<Duration> listens) implements Behaviour {
        @Override
        public void dialled(Line line) {
            listens.ifPresent(time -> line.in(time, line::ends));
        }
    }
}
