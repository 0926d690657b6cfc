package org.ewsphone.spi;

import java.util.List;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.Destination;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.PhoneCallState;

/** A telephone network that does what it is told: a gateway to one is this besides. Safe for many threads. */
public interface Town {

    /** Who has a telephone, and whoever else was told what to do next. */
    List<Inhabitant> inhabitants();

    /** The voice messages there are. */
    List<Message> messages();

    /**
     * Tells what happens at the next calls to this number, in the place of what was told before. After them it is again
     * what the script says.
     *
     * @param behaviours a JSON object each, as in a script but without the number; none to take back what was told
     * @throws IllegalArgumentException when one of them is none, or there are too many
     */
    void next(String number, List<String> behaviours);

    /**
     * Somebody calls a mailbox from outside. Such a call stays until somebody ends it.
     *
     * @param mailbox whose the call is
     * @param from the number of whoever calls
     * @param observer is told what happens to it from now on
     */
    PhoneCall ring(String mailbox, Destination from, CallObserver observer);

    /** Makes something happen to a call that is up; whether it is up, and so far that this can happen. */
    boolean happens(PhoneCallId id, Happening happening);

    /** Everybody hangs up, and does again what the script says. */
    void reset();

    /**
     * Somebody with a telephone.
     *
     * @param number a number, or a pattern for several
     * @param script what they do, a JSON object as in a script
     * @param next what they do at the next calls before, likewise
     */
    record Inhabitant(String number, String script, List<String> next) {}

    /** A voice message; the mailbox {@code *} stands for every mailbox. */
    record Message(String mailbox, ItemId id) {}

    /** What somebody at the other end may do. */
    enum Happening {
        /** The telephone begins to ring. */
        RINGS,
        /** Somebody picks up. */
        ANSWERS,
        /** The call goes on to another telephone. */
        TRANSFERS,
        /** Somebody hangs up. */
        HANGS_UP,
        /** The telephone is in use. */
        IS_BUSY;

        /** Whether it can happen to a call in this state. */
        public boolean isPossible(PhoneCallState state) {
            return switch (this) {
                case RINGS, ANSWERS, IS_BUSY -> state.isBefore(PhoneCallState.CONNECTED);
                case TRANSFERS -> state == PhoneCallState.CONNECTED;
                case HANGS_UP -> state != PhoneCallState.DISCONNECTED;
            };
        }
    }
}
