package org.ewsphone.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ewsphone.call.CallWatcher;
import org.ewsphone.call.Origin;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;

/** What happened to the last calls of this node, in memory. Safe for many threads. */
final class Timelines implements CallWatcher {

    private final Map<PhoneCallId, Timeline> timelines;
    private final int size;

    /** Of so many calls at most; of those that began last. */
    Timelines(int size) {
        this.size = size;
        this.timelines = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<PhoneCallId, Timeline> eldest) {
                return size() > size;
            }
        };
    }

    @Override
    public void on(PhoneCall call, Origin origin, Instant at) {
        if (size > 0) {
            synchronized (timelines) {
                timelines.computeIfAbsent(call.id(), id -> new Timeline()).add(call, origin, at);
            }
        }
    }

    /** The steps of a call, as far as they are known. */
    List<Step> of(PhoneCallId id) {
        synchronized (timelines) {
            Timeline timeline = timelines.get(id);
            return timeline == null ? List.of() : timeline.steps();
        }
    }

    void clear() {
        synchronized (timelines) {
            timelines.clear();
        }
    }
}
