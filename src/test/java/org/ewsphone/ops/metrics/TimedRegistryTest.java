package org.ewsphone.ops.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.ewsphone.call.CallChange;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.CallRegistryContract;
import org.ewsphone.call.Calls;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.SipStatus;
import org.ewsphone.registry.memory.InMemoryCallRegistry;
import org.junit.jupiter.api.Test;

/** A registry that is measured keeps every promise of a registry, and its calls are counted. */
final class TimedRegistryTest extends CallRegistryContract {

    private final Metrics metrics = new Metrics(Set.of(), Set.of());
    private final CallRegistry memory = new InMemoryCallRegistry(RETENTION, MAX_CALLS, clock);

    @Override
    protected CallRegistry open() {
        return metrics.timed(memory, Calls.NODE);
    }

    @Test
    void a_call_counts_in_its_state_until_it_is_over_and_then_by_its_cause() {
        var shown = new Metrics(Set.of(), Set.of());
        CallRegistry registry = shown.timed(memory, Calls.NODE);
        registry.add(Calls.idle(Calls.ID));
        registry.update(Calls.ID, call -> call.on(new CallEvent.Dialled(Calls.ID), Calls.NOON));

        assertEquals(1, Scrape.of(shown).value("ews_phone_calls{state=\"Connecting\"}"));

        registry.update(Calls.ID, TimedRegistryTest::busy);
        registry.update(Calls.ID, TimedRegistryTest::busy);

        Scrape scrape = Scrape.of(shown);
        assertEquals(0, scrape.value("ews_phone_calls{state=\"Connecting\"}"));
        assertEquals(1, scrape.value("ews_phone_calls_begun_total"));
        assertEquals(1, scrape.value("ews_phone_calls_ended_total{cause=\"UserBusy\"}"));
        assertEquals(0, scrape.value("ews_phone_calls_ended_total{cause=\"None\"}"));
        assertEquals(3, scrape.value("ews_phone_registry_duration_seconds_count{request=\"update\"}"));
    }

    @Test
    void a_change_that_is_tried_twice_ends_a_call_once() {
        var shown = new Metrics(Set.of(), Set.of());
        CallRegistry registry = shown.timed(new Hesitating(memory), Calls.NODE);
        registry.add(Calls.connected(Calls.ID));

        registry.update(Calls.ID, TimedRegistryTest::busy);

        assertEquals(1, Scrape.of(shown).value("ews_phone_calls_ended_total{cause=\"UserBusy\"}"));
    }

    @Test
    void a_registry_that_does_not_answer_takes_no_other_metric_with_it() {
        var shown = new Metrics(Set.of(), Set.of());
        CallRegistry registry = shown.timed(new Down(memory), Calls.NODE);

        assertThrows(CallException.class, () -> registry.find(Calls.ID));

        Scrape scrape = Scrape.of(shown);
        assertEquals(
                1,
                scrape.value("ews_phone_registry_failures_total{failure=\"registry_unavailable\",request=\"find\"}"));
        assertEquals(Set.of(), scrape.labels("ews_phone_calls"));
    }

    private static PhoneCall busy(PhoneCall call) {
        return call.on(new CallEvent.Failed(Calls.ID, new SipStatus(486, "Busy Here")), Calls.NOON);
    }

    /** Does as another registry does. */
    private abstract static class Forwarding implements CallRegistry {
        final CallRegistry registry;

        Forwarding(CallRegistry registry) {
            this.registry = registry;
        }

        @Override
        public void add(PhoneCall call) {
            registry.add(call);
        }

        @Override
        public Optional<PhoneCall> find(PhoneCallId id) {
            return registry.find(id);
        }

        @Override
        public Optional<PhoneCall> update(PhoneCallId id, CallChange change) {
            return registry.update(id, change);
        }

        @Override
        public Optional<PhoneCall> await(PhoneCallId id, BiPredicate<PhoneCall, Instant> condition, Duration atMost) {
            return registry.await(id, condition, atMost);
        }

        @Override
        public Stream<PhoneCall> all() {
            return registry.all();
        }
    }

    /** Tries each change on the call as it was, and again, as a registry does whose first try lost a race. */
    private static final class Hesitating extends Forwarding {

        Hesitating(CallRegistry registry) {
            super(registry);
        }

        @Override
        public Optional<PhoneCall> update(PhoneCallId id, CallChange change) {
            return registry.update(id, (call, now) -> {
                assertEquals(change.applyTo(call, now), change.applyTo(call, now));
                return change.applyTo(call, now);
            });
        }
    }

    /** Cannot be reached. */
    private static final class Down extends Forwarding {

        Down(CallRegistry registry) {
            super(registry);
        }

        @Override
        public Optional<PhoneCall> find(PhoneCallId id) {
            throw new CallException(CallFailure.REGISTRY_UNAVAILABLE);
        }

        @Override
        public Stream<PhoneCall> all() {
            throw new CallException(CallFailure.REGISTRY_UNAVAILABLE);
        }
    }
}
