package org.ewsphone.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.ewsphone.stores.Awaiting;
import org.ewsphone.stores.SharedStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What three nodes promise, whatever they share, while {@code -Dcluster.calls} calls are placed and hung up in each run. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ClusterContract {

    private static final int CALLS = Integer.getInteger("cluster.calls", 1000);

    /** How many connections a node may have: its pool and one to listen. */
    private static final int CONNECTIONS = 11;

    private static final Step NOTHING = () -> {};

    private final Cluster cluster;
    private final List<Run> runs = new ArrayList<>();
    private final List<Pace> paces = new ArrayList<>();

    ClusterContract(SharedStore store) throws IOException {
        cluster = new Cluster(store);
    }

    @BeforeAll
    void allAreReady() throws IOException {
        for (Node node : cluster.nodes()) {
            node.awaitReady();
        }
    }

    @AfterAll
    void tell() throws IOException {
        cluster.close();
        Run.print(cluster.store().name(), runs);
        Pace.print(cluster.store().name(), paces);
    }

    @Test
    @Order(1)
    void every_call_is_hung_up_once_however_many_nodes_are_asked_at_once() throws Exception {
        Run run = run("calm", NOTHING, NOTHING);

        run.assertKept();
        assertEquals(0, run.hungUpTwice());
        assertEquals(CALLS, run.hungUpOnce());
    }

    @Test
    @Order(2)
    void more_nodes_are_measured() throws Exception {
        for (int nodes : new int[] {1, Cluster.NODES}) {
            paces.add(Pace.of(cluster, nodes, CALLS));
        }
        paces.forEach(pace -> assertEquals(CALLS, pace.disconnected(), pace.toString()));
    }

    @Test
    @Order(3)
    void nodes_that_are_restarted_one_after_the_other_end_what_they_began() throws Exception {
        Run run = run("rolling restart", NOTHING, () -> {
            for (Node node : cluster.nodes()) {
                node.end();
                node.startAgain();
            }
        });

        run.assertKept();
        assertEquals(0, run.hungUpTwice());
    }

    @Test
    @Order(4)
    void a_node_that_is_killed_loses_nothing() throws Exception {
        Node victim = cluster.node(0);

        Run run = run("node killed", victim::kill, victim::startAgain);

        run.assertKept();
    }

    @Test
    @Order(5)
    void a_store_that_is_killed_loses_nothing() throws Exception {
        Run run = run("store killed", cluster.store()::kill, () -> {
            for (Node node : cluster.nodes()) {
                node.awaitNotReady();
            }
            cluster.store().startAgain();
        });

        run.assertKept();
    }

    @Test
    @Order(6)
    void a_node_and_the_store_that_are_killed_lose_nothing() throws Exception {
        Node victim = cluster.node(1);

        Run run = run(
                "both killed",
                () -> {
                    cluster.store().kill();
                    victim.kill();
                },
                () -> {
                    cluster.store().startAgain();
                    victim.startAgain();
                });

        run.assertKept();
    }

    @Test
    @Order(7)
    void no_connection_is_left_behind() throws Exception {
        int connections = cluster.store().connections();

        assertTrue(connections <= Cluster.NODES * CONNECTIONS, "There are " + connections + " connections");
    }

    /**
     * A load in the midst of which something is killed, and then repaired; returns when all nodes are ready again and have
     * been asked for all calls.
     */
    private Run run(String name, Step kill, Step repair)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var history = new History();
        var client = new Client(cluster, history);
        try (var load = new Load(client, CALLS)) {
            load.begin();
            Awaiting.until(
                    "a third of the calls is over", () -> load.ended() >= CALLS / 3, () -> load.ended() + " are");
            long from = System.nanoTime();
            kill.take();
            long until = System.nanoTime();
            repair.take();
            load.await();
            for (Node node : cluster.nodes()) {
                node.awaitReady();
            }
            history.acknowledged()
                    .forEach(call -> cluster.nodes()
                            .forEach(node -> client.ask(
                                    Operation.INFORMATION, call, cluster.nodes().indexOf(node))));
            Set<String> inFlight = kill == NOTHING ? Set.of() : history.inFlight(from, until);
            var run = Run.of(name, CALLS, history, cluster, inFlight);
            runs.add(run);
            return run;
        }
    }

    /** What is done to processes while clients ask. */
    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }
}
