package org.ewsphone.gateway.simulated;

import java.time.Instant;
import java.util.Optional;
import org.ewsphone.call.ConnectionFailureCause;
import org.ewsphone.call.Destination;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.PhoneCallState;

/**
 * A call that the network carries from the start.
 *
 * @param id its name
 * @param mailbox whose it is
 * @param state how far it is
 * @param destination where it goes
 * @param message what is played
 * @param subscriber what comes of it
 */
record PresetCall(
        PhoneCallId id,
        String mailbox,
        PhoneCallState state,
        Destination destination,
        ItemId message,
        Subscriber subscriber) {

    /** The call, given that it came about at this instant by way of this node. */
    PhoneCall at(NodeName node, Instant now) {
        return new PhoneCall(
                id,
                node,
                mailbox,
                destination,
                message,
                state,
                state == PhoneCallState.ALERTED,
                ConnectionFailureCause.NONE,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                now,
                state.isBefore(PhoneCallState.CONNECTED) ? Optional.empty() : Optional.of(now),
                state == PhoneCallState.DISCONNECTED ? Optional.of(now) : Optional.empty());
    }
}
