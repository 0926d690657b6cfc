package org.ewsphone.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ewsphone.auth.RememberedCallers.Verified;
import org.ewsphone.call.Caller;
import org.ewsphone.call.Calls;
import org.ewsphone.call.ManualClock;
import org.junit.jupiter.api.Test;

final class RememberedCallersTest {

    private final ManualClock clock = new ManualClock(Calls.NOON);
    private final RememberedCallers remembered = new RememberedCallers(Duration.ofSeconds(60), clock);
    private int verifications;

    private Optional<Caller> ask(String secret, long revision, Instant until) {
        return remembered.callerOf(secret, revision, () -> {
            verifications++;
            return Optional.of(new Verified(Calls.ANA, revision, until));
        });
    }

    @Test
    void a_secret_is_verified_once_while_it_is_remembered() {
        ask("secret", 0, Instant.MAX);
        assertEquals(Optional.of(Calls.ANA), ask("secret", 0, Instant.MAX));
        assertEquals(1, verifications);

        clock.advance(Duration.ofSeconds(61));
        ask("secret", 0, Instant.MAX);
        assertEquals(2, verifications);
    }

    @Test
    void it_is_verified_again_when_the_users_have_changed_or_its_time_is_over() {
        ask("secret", 0, Instant.MAX);
        ask("secret", 1, Calls.NOON.plusSeconds(10));
        assertEquals(2, verifications);

        clock.advance(Duration.ofSeconds(10));
        ask("secret", 1, Instant.MAX);
        assertEquals(3, verifications);
    }

    @Test
    void whoever_was_refused_is_verified_again() {
        assertEquals(Optional.empty(), remembered.callerOf("secret", 0, Optional::empty));

        assertEquals(Optional.of(Calls.ANA), ask("secret", 0, Instant.MAX));
    }
}
