package org.ewsphone.ews;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The requests whose body is still on its way. Each holds memory for as long as its client likes, so there are so many at
 * most; when another comes, those that have taken the longest are given up. A client that does not dawdle is never among
 * them. Safe for many threads.
 */
final class WaitingBodies {

    /** Nobody is given up sooner, however many there are: a good client may be far away. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final int most;
    private final Deque<Waiting> byAge = new ArrayDeque<>();

    WaitingBodies(int most) {
        this.most = most;
    }

    /** Another one, which is given up by this action. What is returned is to be run when it waits no longer. */
    Runnable begin(Runnable giveUp) {
        var waiting = new Waiting(giveUp, System.nanoTime());
        tooMany(waiting).forEach(Waiting::giveUp);
        return () -> end(waiting);
    }

    private synchronized List<Waiting> tooMany(Waiting newcomer) {
        byAge.addLast(newcomer);
        List<Waiting> tooMany = new ArrayList<>();
        while (byAge.size() > most && newcomer.began - byAge.getFirst().began >= GRACE.toNanos()) {
            tooMany.add(byAge.removeFirst());
        }
        return tooMany;
    }

    private synchronized void end(Waiting waiting) {
        byAge.remove(waiting);
    }

    /** One of them; nothing else is like it. */
    private static final class Waiting {
        private final Runnable giveUp;
        private final long began;

        Waiting(Runnable giveUp, long began) {
            this.giveUp = giveUp;
            this.began = began;
        }

        void giveUp() {
            giveUp.run();
        }
    }
}
