package org.ewsphone.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ewsphone.call.CallWatcher;
import org.ewsphone.call.Origin;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;

/** What happened to the last calls of this node, in memory. Safe for many threads; calls do not wait for each other. */
final class Timelines implements CallWatcher {

    private final Map<PhoneCallId, Timeline> timelines = new ConcurrentHashMap<>();

    /** The same calls, the one that began first at the head. */
    private final Queue<PhoneCallId> byAge = new ConcurrentLinkedQueue<>();

    private final int size;

    /** Of so many calls at most; of those that began last. */
    Timelines(int size) {
        this.size = size;
    }

    @Override
    public void on(PhoneCall call, Origin origin, Instant at) {
        if (size > 0) {
            Timeline timeline = timelines.computeIfAbsent(call.id(), this::begin);
            synchronized (timeline) {
                timeline.add(call, origin, at);
            }
            forgetTheOldest();
        }
    }

    private Timeline begin(PhoneCallId id) {
        byAge.add(id);
        return new Timeline();
    }

    private void forgetTheOldest() {
        boolean more = true;
        while (more && timelines.size() > size) {
            more = forgetOne();
        }
    }

    /** The one that began first; false when there is none. */
    private boolean forgetOne() {
        PhoneCallId oldest = byAge.poll();
        if (oldest == null) {
            return false;
        }
        timelines.remove(oldest);
        return true;
    }

    /** The steps of a call, as far as they are known. */
    List<Step> of(PhoneCallId id) {
        Timeline timeline = timelines.get(id);
        if (timeline == null) {
            return List.of();
        }
        synchronized (timeline) {
            return timeline.steps();
        }
    }

    /** One by one, so that a call that begins meanwhile is in both or in neither. */
    void clear() {
        boolean more = true;
        while (more) {
            more = forgetOne();
        }
    }
}
