package org.ewsphone.gateway.simulated;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.PhoneCallId;

/** The calls that are up, and what we ended ourselves. */
final class Network {

    private static final int REMEMBERED = 10_000;

    private final Timeline timeline;
    private final Map<PhoneCallId, Line> lines = new ConcurrentHashMap<>();
    private final Deque<HungUp> hungUp = new ArrayDeque<>();
    private volatile boolean open = true;

    /** An empty network. */
    Network(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Its time. */
    Timeline timeline() {
        return timeline;
    }

    /** Whether anything may still happen. */
    boolean isOpen() {
        return open;
    }

    /** Throws {@link CallException} when the network is closed. */
    void requireOpen() {
        if (!open) {
            throw new CallException(CallFailure.GATEWAY_UNREACHABLE, "The simulated gateway is closed");
        }
    }

    /** Takes a call in; throws {@link IllegalStateException} when a call of this id is up already. */
    void add(Line line) {
        if (lines.putIfAbsent(line.id(), line) != null) {
            throw new IllegalStateException("The call " + line.id() + " is in the network already");
        }
    }

    /** The call, if it is up. */
    Optional<Line> find(PhoneCallId id) {
        return Optional.ofNullable(lines.get(id));
    }

    /** All calls that are up. */
    Collection<Line> lines() {
        return lines.values();
    }

    /** A call that is over leaves the network, so that the dead take no room. */
    void remove(Line line) {
        lines.remove(line.id(), line);
    }

    /** Keeps what we ended ourselves, the oldest no longer than there is room. */
    void record(HungUp ended) {
        synchronized (hungUp) {
            if (hungUp.size() == REMEMBERED) {
                hungUp.removeFirst();
            }
            hungUp.addLast(ended);
        }
    }

    /** What we ended ourselves, the oldest first. */
    List<HungUp> hungUp() {
        synchronized (hungUp) {
            return List.copyOf(hungUp);
        }
    }

    /** Nothing happens any more. */
    void close() {
        open = false;
        timeline.close();
    }
}
