package org.ewsphone.ops.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import java.util.EnumMap;
import java.util.Map;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallState;

/** How many calls of a node are in each state, counted when somebody looks. A registry that does not answer tells of none. */
final class CallStates {

    private final CallRegistry registry;
    private final NodeName node;

    CallStates(CallRegistry registry, NodeName node) {
        this.registry = registry;
        this.node = node;
    }

    void tell(GaugeWithCallback.Callback callback) {
        try {
            count().forEach((state, calls) -> callback.call(calls, Words.ofEws(state)));
        } catch (CallException e) {
            // Its failures are counted where it is asked for calls; here there is nothing to tell
            return;
        }
    }

    private Map<PhoneCallState, Integer> count() {
        Map<PhoneCallState, Integer> counts = new EnumMap<>(PhoneCallState.class);
        for (PhoneCallState state : PhoneCallState.values()) {
            if (state != PhoneCallState.DISCONNECTED) {
                counts.put(state, 0);
            }
        }
        registry.all()
                .filter(call -> !call.isOver() && call.node().equals(node))
                .map(PhoneCall::state)
                .forEach(state -> counts.merge(state, 1, Integer::sum));
        return counts;
    }
}
