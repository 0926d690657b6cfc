package org.ewsphone.gateway.simulated;

import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;

/** What becomes of a request to hang a call up, before it reaches the network. */
enum HangingUp {
    /** It reaches the network. */
    WORKS("works") {
        @Override
        void attempt(Patience patience) {}
    },
    /** There is nobody to ask. */
    GATEWAY_DOWN("gateway-down") {
        @Override
        void attempt(Patience patience) {
            throw new CallException(CallFailure.GATEWAY_UNREACHABLE, "The simulated gateway is down");
        }
    },
    /** The gateway says no. */
    GATEWAY_REFUSES("gateway-refuses") {
        @Override
        void attempt(Patience patience) {
            throw new CallException(CallFailure.GATEWAY_REFUSED, "The simulated gateway refuses");
        }
    },
    /** The gateway says nothing. */
    SLOW_GATEWAY("slow-gateway") {
        @Override
        void attempt(Patience patience) {
            patience.awaitInVain();
        }
    };

    private final String word;

    HangingUp(String word) {
        this.word = word;
    }

    /** Its name in a script. */
    String word() {
        return word;
    }

    /** Returns when the request may go on to the network; throws {@link CallException} when it does not get there. */
    abstract void attempt(Patience patience);
}
