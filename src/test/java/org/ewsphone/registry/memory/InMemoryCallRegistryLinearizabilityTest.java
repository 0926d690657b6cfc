package org.ewsphone.registry.memory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.Calls;
import org.ewsphone.call.HangUpClaim;
import org.ewsphone.call.ManualClock;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * However several threads come in between each other, their answers are those of a registry that did one thing after the
 * other. Lincheck makes up what is asked, and when a thread has to wait for another; the one thing after the other is a plain
 * map.
 */
@Tag("lincheck")
final class InMemoryCallRegistryLinearizabilityTest {

    @Test
    void the_answers_are_those_of_one_thing_after_the_other_under_stress() {
        new StressOptions()
                .iterations(20)
                .invocationsPerIteration(1000)
                .threads(3)
                .actorsPerThread(3)
                .actorsAfter(0)
                .logLevel(LoggingLevel.ERROR)
                .sequentialSpecification(OneAfterTheOther.class)
                .check(Registry.class);
    }

    @Test
    void the_answers_are_those_of_one_thing_after_the_other_however_threads_are_switched() {
        new ModelCheckingOptions()
                .iterations(6)
                .invocationsPerIteration(50)
                .threads(2)
                .actorsPerThread(2)
                .actorsAfter(0)
                .logLevel(LoggingLevel.ERROR)
                .sequentialSpecification(OneAfterTheOther.class)
                .check(Registry.class);
    }

    /** What is asked of the registry. */
    @Param(name = "call", gen = IntGen.class, conf = "1:2")
    @Param(name = "token", gen = IntGen.class, conf = "1:2")
    public static final class Registry {

        /** More than are added: calls are counted beside them, and of one that just comes in the place is taken first. */
        private static final int ROOM = 1000;

        private final CallRegistry registry =
                new InMemoryCallRegistry(Duration.ofMinutes(10), ROOM, new ManualClock(Calls.NOON));

        @Operation
        public String add(@Param(name = "call") int call) {
            try {
                registry.add(Calls.connected(id(call)));
                return "added";
            } catch (IllegalStateException e) {
                return "known";
            }
        }

        @Operation
        public String claim(@Param(name = "call") int call, @Param(name = "token") int token) {
            var claim = new HangUpClaim(new UUID(0, token), Calls.NOON.plusSeconds(20));
            return told(registry.update(id(call), (known, now) -> known.claimedWith(claim, now)));
        }

        @Operation
        public String release(@Param(name = "call") int call, @Param(name = "token") int token) {
            return told(registry.update(id(call), known -> known.released(new UUID(0, token))));
        }

        @Operation
        public String end(@Param(name = "call") int call) {
            return told(registry.update(id(call), (known, now) -> known.on(new CallEvent.Ended(id(call)), now)));
        }

        @Operation
        public String find(@Param(name = "call") int call) {
            return told(registry.find(id(call)));
        }

        private static PhoneCallId id(int call) {
            return new PhoneCallId("call" + call);
        }

        private static String told(Optional<PhoneCall> call) {
            return call.map(known -> known.isOver()
                            ? "over"
                            : "up, claimed by "
                                    + known.claim()
                                            .map(claim -> claim.token().getLeastSignificantBits())
                                            .orElse(0L))
                    .orElse("unknown");
        }
    }

    /** The same without threads, and without a registry: 0 is a call that nobody claims. */
    public static final class OneAfterTheOther {

        private static final int OVER = -1;

        private final Map<Integer, Integer> claims = new HashMap<>();

        public String add(int call) {
            if (claims.containsKey(call)) {
                return "known";
            }
            claims.put(call, 0);
            return "added";
        }

        public String claim(int call, int token) {
            claims.computeIfPresent(call, (same, claim) -> claim == 0 ? token : claim);
            return find(call);
        }

        public String release(int call, int token) {
            claims.computeIfPresent(call, (same, claim) -> claim == token ? 0 : claim);
            return find(call);
        }

        public String end(int call) {
            claims.computeIfPresent(call, (same, claim) -> OVER);
            return find(call);
        }

        public String find(int call) {
            Integer claim = claims.get(call);
            if (claim == null) {
                return "unknown";
            }
            return claim == OVER ? "over" : "up, claimed by " + claim;
        }
    }
}
