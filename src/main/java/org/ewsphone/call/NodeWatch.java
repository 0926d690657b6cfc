package org.ewsphone.call;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a node does for itself and the others, all the time: it tells them that it is up, ends the calls that they want
 * ended and only it can end, and those of nodes that are gone.
 */
final class NodeWatch implements AutoCloseable {

    private static final Logger LOG = System.getLogger(NodeWatch.class.getName());

    /** How often it looks for calls to end of which nothing was told. */
    private static final Duration ROUND = Duration.ofSeconds(1);

    /** What a round that is under way may take when the node leaves; the registry answers within 3 seconds. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(4);

    private static final int RENEWALS_IN_A_LEASE = 4;
    private static final int HANG_UPS_AT_ONCE = 8;
    private static final int HANG_UPS_WAITING = 1000;

    private final NodeName node;
    private final Nodes nodes;
    private final TelephonyGateway gateway;
    private final CallRecords records;
    private final HangUps hangUps;
    private final LiveCalls live;
    private final AtomicInteger threads = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Thread> rounds = new ArrayList<>();
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            HANG_UPS_AT_ONCE,
            HANG_UPS_AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(HANG_UPS_WAITING),
            this::thread);

    /** A watch that has not begun. */
    NodeWatch(
            NodeName node,
            Nodes nodes,
            TelephonyGateway gateway,
            CallRecords records,
            HangUps hangUps,
            LiveCalls live) {
        this.node = node;
        this.nodes = nodes;
        this.gateway = gateway;
        this.records = records;
        this.hangUps = hangUps;
        this.live = live;
        workers.allowCoreThreadTimeOut(true);
    }

    /** Begins. */
    void begin() {
        nodes.listen(id -> work(() -> hangUps.endIfWanted(id)));
        again(nodes.lease().dividedBy(RENEWALS_IN_A_LEASE), this::stayUp);
        again(ROUND, this::tend);
    }

    /** The node leaves: others need not wait until its lease lapses. */
    @Override
    public void close() {
        ended.countDown();
        workers.shutdownNow();
        try {
            for (Thread round : rounds) {
                round.join(UNDER_WAY.toMillis());
            }
            nodes.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CallException e) {
            LOG.log(Level.INFO, "The other nodes will notice by themselves that this one left: {0}", e.getMessage());
        }
    }

    void stayUp() {
        if (!nodes.renew()) {
            LOG.log(
                    Level.WARNING,
                    "The node {0} was away for longer than its lease of {1} s, and the others have given up its calls."
                            + " It hangs up those that it still has, and begins anew.",
                    node,
                    nodes.lease().toSeconds());
            live.all().stream()
                    .filter(call -> gateway.reach(call) != Reach.ANYWHERE)
                    .forEach(this::lose);
            nodes.join();
        }
        nodes.sweep();
    }

    void tend() {
        records.catchUp();
        nodes.untended().forEach(untended -> work(() -> tend(untended)));
    }

    private void tend(Nodes.Untended untended) {
        PhoneCall call = untended.call();
        if (!untended.ownerIsGone()) {
            hangUps.endIfWanted(call.id());
            return;
        }
        if (call.node().equals(node) && gateway.reach(call) != Reach.ANYWHERE) {
            lose(call);
            return;
        }
        switch (gateway.reach(call)) {
            case OWNER -> records.write(new CallEvent.Lost(call.id()));
            case AFTER_OWNER -> {
                if (call.dialog().isPresent()) {
                    hangUps.endForNodeThatIsGone(call.id());
                } else {
                    records.write(new CallEvent.Lost(call.id()));
                }
            }
            case ANYWHERE -> {
                if (call.endWanted() || call.claim().isPresent()) {
                    hangUps.endForNodeThatIsGone(call.id());
                } else if (gateway.probe(call).isEmpty()) {
                    records.write(new CallEvent.Ended(call.id()));
                }
            }
        }
    }

    /** A call of this node that the others have given up. */
    private void lose(PhoneCall call) {
        records.write(new CallEvent.Lost(call.id()));
        try {
            gateway.hangUp(call);
        } catch (CallException e) {
            LOG.log(Level.WARNING, "The call {0} was given up, and cannot be hung up: {1}", call.id(), e.getMessage());
        }
    }

    /** Does the task again and again, not in step with the other nodes. */
    private void again(Duration period, Runnable task) {
        long millis = period.toMillis();
        Thread thread = thread(() -> {
            try {
                while (!ended.await(millis - ThreadLocalRandom.current().nextLong(millis / 4 + 1), MILLISECONDS)) {
                    quietly(task);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        rounds.add(thread);
        thread.start();
    }

    private void work(Runnable task) {
        try {
            workers.execute(() -> quietly(task));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "So much is under way already that this must wait for a later round", e);
        }
    }

    /** What fails is found again by a later round. */
    private static void quietly(Runnable task) {
        try {
            task.run();
        } catch (CallException e) {
            LOG.log(Level.DEBUG, "A later round tries again: {0}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The watch over the calls of all nodes goes on after a failure", e);
        }
    }

    private Thread thread(Runnable task) {
        var thread = new Thread(task, "ews-phone-watch-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
