package org.ewsphone.call;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Something that happened to a call at the telephone network. Each event knows what it means for the call. */
public sealed interface CallEvent {

    /** The call it happened to. */
    PhoneCallId id();

    /** The call after this event, given that it is not over yet; see {@link PhoneCall#on}. */
    PhoneCall applyTo(PhoneCall call, Instant at);

    /** The network was asked: an INVITE is on its way. */
    record Dialled(PhoneCallId id) implements CallEvent {
        @Override
        public PhoneCall applyTo(PhoneCall call, Instant at) {
            return call.in(PhoneCallState.CONNECTING);
        }
    }

    /** The network said how far it is: 100 Trying, 180 Ringing and the like (RFC 3261, 21.1). */
    record Progressed(PhoneCallId id, SipStatus status) implements CallEvent {

        /** Throws {@link IllegalArgumentException} for a final status. */
        public Progressed {
            if (!status.isProvisional()) {
                throw new IllegalArgumentException("Progress is told by a provisional status, not by " + status.code());
            }
        }

        @Override
        public PhoneCall applyTo(PhoneCall call, Instant at) {
            return switch (status.code()) {
                case 180, 182, 183 -> call.in(PhoneCallState.ALERTED).ringing();
                case 181 -> call.in(PhoneCallState.FORWARDING);
                default -> call.in(PhoneCallState.CONNECTING);
            };
        }
    }

    /** Somebody picked up: 200 to the INVITE; {@code dialog} becomes {@link PhoneCall#dialog}. */
    record Answered(PhoneCallId id, Optional<String> dialog) implements CallEvent {

        private static final int LONGEST_DIALOG = 4096;

        /** Throws {@link IllegalArgumentException} for a note of more than 4,096 characters. */
        public Answered {
            if (dialog.isPresent() && dialog.get().length() > LONGEST_DIALOG) {
                throw new IllegalArgumentException("A dialog has " + LONGEST_DIALOG + " characters at most");
            }
        }

        /** An answer at a network of which there is nothing to note. */
        public Answered(PhoneCallId id) {
            this(id, Optional.empty());
        }

        @Override
        public PhoneCall applyTo(PhoneCall call, Instant at) {
            return call.answered(at, dialog);
        }
    }

    /** The answered call goes on to another telephone. */
    record Transferred(PhoneCallId id) implements CallEvent {
        @Override
        public PhoneCall applyTo(PhoneCall call, Instant at) {
            return call.in(PhoneCallState.TRANSFERRING);
        }
    }

    /** A normal end: a BYE from either side, or the 487 that follows our own CANCEL. */
    record Ended(PhoneCallId id) implements CallEvent {
        @Override
        public PhoneCall applyTo(PhoneCall call, Instant at) {
            return call.over(at);
        }
    }

    /** The network could not even be asked: no route, no transport. */
    record NotPlaced(PhoneCallId id) implements CallEvent {
        @Override
        public PhoneCall applyTo(PhoneCall call, Instant at) {
            return call.failed(ConnectionFailureCause.UNAVAILABLE, Optional.empty(), at);
        }
    }

    /** The node that carried the call is gone, and the call with it. */
    record Lost(PhoneCallId id) implements CallEvent {
        @Override
        public PhoneCall applyTo(PhoneCall call, Instant at) {
            return call.failed(ConnectionFailureCause.OTHER, Optional.empty(), at);
        }
    }

    /** It rang for as long as we let it, and nobody picked up. */
    record NotAnswered(PhoneCallId id, SipStatus status) implements CallEvent {
        @Override
        public PhoneCall applyTo(PhoneCall call, Instant at) {
            return call.failed(ConnectionFailureCause.NO_ANSWER, Optional.of(status), at);
        }
    }

    /** The network refused the call; {@code q850} is the value of a Q.850 Reason header, if there was one. */
    record Failed(PhoneCallId id, SipStatus status, OptionalInt q850) implements CallEvent {

        /** A refusal without a Q.850 reason. */
        public Failed(PhoneCallId id, SipStatus status) {
            this(id, status, OptionalInt.empty());
        }

        @Override
        public PhoneCall applyTo(PhoneCall call, Instant at) {
            return call.failed(ConnectionFailureCause.of(status, q850, call.rang()), Optional.of(status), at);
        }
    }
}
