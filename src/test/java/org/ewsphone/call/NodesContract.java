package org.ewsphone.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CallRegistry} must hold that several nodes share. A test of such a registry extends this, and opens its
 * own for one node after the other, with a lease of {@link #LEASE}.
 */
public abstract class NodesContract {

    protected static final Duration LEASE = Duration.ofSeconds(10);

    private static final PhoneCallId ID = Calls.ID;
    private static final NodeName NORTH = Calls.NODE;
    private static final NodeName SOUTH = new NodeName("south");
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private CallRegistry north;
    private CallRegistry south;
    private final Network northern = new Network();
    private final Network southern = new Network();
    private final List<CallControl> opened = new ArrayList<>();

    /** The registry as this node has it; each node has the same calls. It is {@link Calls#NOON} there. */
    protected abstract CallRegistry open(NodeName node);

    /** Moves the clock of the registry on. */
    protected abstract void advance(Duration time);

    @BeforeEach
    void open_the_registry() {
        north = open(NORTH);
        south = open(SOUTH);
    }

    @AfterEach
    void close_the_registry() {
        opened.forEach(CallControl::close);
        north.close();
        south.close();
    }

    @Test
    void what_one_node_changes_the_other_sees() {
        north.add(Calls.idle(ID));

        north.update(ID, call -> call.on(new CallEvent.Answered(ID), Calls.NOON));

        assertEquals(PhoneCallState.CONNECTED, south.find(ID).orElseThrow().state());
    }

    @Test
    void a_call_that_only_its_node_can_end_is_ended_by_it() {
        calls(north, NORTH, northern);
        north.add(Calls.connected(ID));

        calls(south, SOUTH, southern).disconnect(Calls.ANA, ID);

        assertTrue(south.find(ID).orElseThrow().isOver());
        assertEquals(List.of(ID), List.copyOf(northern.hungUp));
        assertEquals(List.of(), List.copyOf(southern.hungUp));
    }

    @Test
    void a_call_that_any_node_can_end_is_ended_by_the_one_that_is_asked() {
        calls(north, NORTH, northern);
        southern.reach = Reach.ANYWHERE;
        north.add(Calls.connected(ID));

        calls(south, SOUTH, southern).disconnect(Calls.ANA, ID);

        assertEquals(List.of(), List.copyOf(northern.hungUp));
        assertEquals(List.of(ID), List.copyOf(southern.hungUp));
    }

    @Test
    void whoever_asks_another_node_is_told_when_that_cannot_hang_up() {
        calls(north, NORTH, northern);
        northern.refusal = Optional.of(new CallException(CallFailure.GATEWAY_UNREACHABLE));
        north.add(Calls.connected(ID));
        CallControl southCalls = calls(south, SOUTH, southern);

        var refusal = assertThrows(CallException.class, () -> southCalls.disconnect(Calls.ANA, ID));

        assertEquals(CallFailure.GATEWAY_REFUSED, refusal.failure());
        assertFalse(south.find(ID).orElseThrow().isOver());
    }

    @Test
    void somebody_elses_call_on_another_node_is_unknown() {
        calls(north, NORTH, northern);
        north.add(Calls.connected(ID));
        CallControl southCalls = calls(south, SOUTH, southern);

        var refusal = assertThrows(CallException.class, () -> southCalls.disconnect(Calls.BEN, ID));

        assertEquals(CallFailure.UNKNOWN_CALL, refusal.failure());
        assertFalse(south.find(ID).orElseThrow().endWanted());
    }

    @Test
    void all_nodes_at_once_hang_up_once_and_all_succeed() throws Exception {
        List<CallControl> both = List.of(calls(north, NORTH, northern), calls(south, SOUTH, southern));
        north.add(Calls.connected(ID));
        int threads = 16;
        var start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> answers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                CallControl asked = both.get(i % 2);
                answers.add(pool.submit(() -> {
                    start.await();
                    asked.disconnect(Calls.ANA, ID);
                    assertTrue(asked.information(Calls.ANA, ID).isOver(), "Success, and yet the call was not over");
                    return null;
                }));
            }
            for (Future<?> answer : answers) {
                answer.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertEquals(List.of(ID), List.copyOf(northern.hungUp));
        assertEquals(List.of(), List.copyOf(southern.hungUp));
    }

    @Test
    void the_calls_of_a_node_that_left_are_over() {
        north.add(Calls.connected(ID));
        nodes(north).leave();

        calls(south, SOUTH, southern);

        PhoneCall lost =
                south.await(ID, (call, now) -> call.isOver(), LONG_ENOUGH).orElseThrow();
        assertEquals(PhoneCallState.DISCONNECTED, lost.state());
        assertEquals(ConnectionFailureCause.OTHER, lost.cause());
        assertEquals(List.of(), List.copyOf(southern.hungUp));
    }

    @Test
    void an_answered_call_of_a_node_that_left_is_ended_by_what_the_gateway_noted() {
        southern.reach = Reach.AFTER_OWNER;
        north.add(Calls.idle(ID).on(new CallEvent.Answered(ID, Optional.of("a dialog")), Calls.NOON));
        nodes(north).leave();

        calls(south, SOUTH, southern);

        assertTrue(south.await(ID, (call, now) -> call.isOver(), LONG_ENOUGH)
                .orElseThrow()
                .isOver());
        assertEquals(List.of(ID), List.copyOf(southern.hungUp));
    }

    @Test
    void a_node_that_was_not_heard_of_for_a_lease_is_given_up() {
        north.add(Calls.connected(ID));
        heardOfFor(nodes(south), LEASE.plusSeconds(2));

        nodes(south).sweep();

        assertFalse(nodes(north).renew());
        List<Nodes.Untended> untended = nodes(south).untended();
        assertEquals(List.of(new Nodes.Untended(Calls.connected(ID), true)), untended);
    }

    @Test
    void when_nobody_could_reach_the_registry_nobody_is_given_up() {
        advance(Duration.ofHours(1));
        nodes(south).renew();

        nodes(south).sweep();

        assertTrue(nodes(north).renew());
    }

    @Test
    void a_node_that_was_given_up_adds_no_calls_until_it_has_joined_again() {
        heardOfFor(nodes(south), LEASE.plusSeconds(2));
        nodes(south).sweep();

        var refusal = assertThrows(CallException.class, () -> north.add(Calls.idle(ID)));
        assertEquals(CallFailure.REGISTRY_UNAVAILABLE, refusal.failure());

        nodes(north).join();
        north.add(Calls.idle(ID));
        assertTrue(south.find(ID).isPresent());
    }

    @Test
    void a_node_that_was_given_up_hangs_up_what_it_still_has() throws Exception {
        PhoneCallId id = calls(north, NORTH, northern).play(Calls.ANA, new ItemId("AAMkDemo1"), new DialString("1"));
        heardOfFor(nodes(south), LEASE.plusSeconds(2));

        nodes(south).sweep();

        assertEquals(
                ConnectionFailureCause.OTHER,
                south.await(id, (call, now) -> call.isOver(), LONG_ENOUGH)
                        .orElseThrow()
                        .cause());
        assertEquals(id, northern.hungUp.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    void what_is_to_be_done_is_given_to_one_node_at_a_time() {
        CallRegistry west = open(new NodeName("west"));
        west.add(idleOn(new NodeName("west")));
        nodes(west).leave();

        assertEquals(1, nodes(north).untended().size());
        assertEquals(0, nodes(south).untended().size());

        advance(LEASE.plusSeconds(1));
        assertEquals(1, nodes(south).untended().size());
        west.close();
    }

    private static PhoneCall idleOn(NodeName node) {
        return PhoneCall.idle(ID, node, "ana", new Destination("1"), new ItemId("AAMkDemo1"), Calls.NOON);
    }

    /** The node renews its lease all the time, while the clock moves on by so much. */
    private void heardOfFor(Nodes node, Duration time) {
        Duration step = Duration.ofSeconds(2);
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            advance(step);
            assertTrue(node.renew());
        }
    }

    private static Nodes nodes(CallRegistry registry) {
        return registry.nodes().orElseThrow();
    }

    private CallControl calls(CallRegistry registry, NodeName node, Network network) {
        var calls = new CallControl(
                node,
                registry,
                network,
                (mailbox, id) -> Optional.of(new VoiceMessage(id, URI.create("test:message"))),
                (caller, number) -> new Destination(number.value()),
                new UnifiedMessaging(Pattern.compile(".*"), ""),
                new CallLimits(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(20), LiveLimits.NONE),
                () -> ID,
                Clock.systemUTC());
        opened.add(calls);
        return calls;
    }

    /** A network that counts. */
    private static final class Network implements TelephonyGateway {
        private final BlockingQueue<PhoneCallId> hungUp = new LinkedBlockingQueue<>();
        private volatile Reach reach = Reach.OWNER;
        private volatile Optional<CallException> refusal = Optional.empty();

        @Override
        public void place(OutboundCall call, CallObserver observer) {
            observer.on(new CallEvent.Dialled(call.id()));
        }

        @Override
        public void hangUp(PhoneCall call) {
            refusal.ifPresent(reason -> {
                throw reason;
            });
            hungUp.add(call.id());
        }

        @Override
        public Optional<PhoneCallState> probe(PhoneCall call) {
            return Optional.empty();
        }

        @Override
        public Reach reach(PhoneCall call) {
            return reach;
        }
    }
}
