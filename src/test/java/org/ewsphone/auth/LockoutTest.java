package org.ewsphone.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ewsphone.call.Calls;
import org.ewsphone.call.ManualClock;
import org.ewsphone.config.Settings;
import org.ewsphone.spi.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LockoutTest {

    private static final String HOME = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.1";

    private final ManualClock clock = new ManualClock(Calls.NOON);
    private final List<String> verified = new ArrayList<>();

    @TempDir
    private Path home;

    private Lockout lockout(String... settings) {
        Map<String, String> given = new HashMap<>(Map.of("home", home.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            given.put(settings[i], settings[i + 1]);
        }
        return Lockout.from(Settings.read(given, Map.of(), Map.of(), Map.of()), clock);
    }

    private boolean right(Lockout lockout, String user, String address) {
        return lockout.attempt(user, address, () -> {
                    verified.add(user);
                    return Optional.of(new Identity(user, user, Set.of()));
                })
                .isPresent();
    }

    private boolean wrong(Lockout lockout, String user, String address) {
        int before = verified.size();
        assertEquals(Optional.empty(), lockout.attempt(user, address, () -> {
            verified.add(user);
            return Optional.empty();
        }));
        return verified.size() > before;
    }

    @Test
    void the_delay_grows_until_the_lock_out() {
        Lockout lockout = lockout();
        List<Long> delays = new ArrayList<>();

        while (delays.size() < 10) {
            assertTrue(wrong(lockout, "ana", HOME));
            long waited = 0;
            while (!admits(lockout)) {
                clock.advance(Duration.ofSeconds(1));
                waited++;
            }
            delays.add(waited);
        }

        assertEquals(List.of(0L, 0L, 0L, 15L, 29L, 57L, 113L, 225L, 450L, 900L), delays);
    }

    /** Looks without leaving a trace: an attempt that ends in an exception is no failure. */
    private static boolean admits(Lockout lockout) {
        var reached = new IllegalStateException("reached");
        try {
            lockout.attempt("ana", HOME, () -> {
                throw reached;
            });
            return false;
        } catch (IllegalStateException e) {
            return e == reached;
        }
    }

    @Test
    void what_comes_too_early_is_not_verified_even_when_it_is_right() {
        Lockout lockout = lockout("auth.lockout.attempts", "3", "auth.lockout.delay", "15m");
        wrong(lockout, "ana", HOME);
        wrong(lockout, "ana", HOME);
        wrong(lockout, "ana", HOME);

        assertFalse(right(lockout, "ana", HOME));
        assertEquals(3, verified.size());

        clock.advance(Duration.ofMinutes(15));
        assertTrue(right(lockout, "ana", HOME));
    }

    @Test
    void the_right_password_makes_up_for_the_wrong_ones() {
        Lockout lockout = lockout("auth.lockout.attempts", "3", "auth.lockout.delay", "15m");
        wrong(lockout, "ana", HOME);
        wrong(lockout, "ana", HOME);
        right(lockout, "ana", HOME);

        assertTrue(wrong(lockout, "ana", HOME));
        assertTrue(right(lockout, "ana", HOME));
    }

    @Test
    void a_stranger_elsewhere_does_not_lock_out_a_user_who_was_here() {
        Lockout lockout = lockout("auth.lockout.attempts", "3", "auth.lockout.delay", "15m");
        right(lockout, "ana", HOME);
        wrong(lockout, "ana", ELSEWHERE);
        wrong(lockout, "ana", ELSEWHERE);
        wrong(lockout, "ana", ELSEWHERE);

        assertFalse(wrong(lockout, "ana", ELSEWHERE));
        assertTrue(right(lockout, "ana", HOME));
    }

    @Test
    void a_stranger_behind_the_same_address_does_not_lock_out_who_was_here() {
        Lockout lockout = lockout("auth.lockout.address-attempts", "3", "auth.lockout.delay", "15m");
        right(lockout, "ana", HOME);
        wrong(lockout, "u1", HOME);
        wrong(lockout, "u2", HOME);
        wrong(lockout, "u3", HOME);

        assertFalse(wrong(lockout, "u4", HOME));
        assertTrue(right(lockout, "ana", HOME));
        assertTrue(right(lockout, "ben", ELSEWHERE));
    }

    @Test
    void a_success_of_ones_own_does_not_reset_the_address() {
        Lockout lockout = lockout("auth.lockout.address-attempts", "3", "auth.lockout.delay", "15m");
        wrong(lockout, "u1", HOME);
        wrong(lockout, "u2", HOME);
        right(lockout, "mallory", HOME);
        wrong(lockout, "u3", HOME);

        assertFalse(wrong(lockout, "u4", HOME));
    }

    @Test
    void the_addresses_of_one_ipv6_network_are_one() {
        Lockout lockout = lockout("auth.lockout.address-attempts", "3", "auth.lockout.delay", "15m");
        wrong(lockout, "u1", "2001:db8::1");
        wrong(lockout, "u2", "2001:db8::2");
        wrong(lockout, "u3", "2001:db8::3");

        assertFalse(wrong(lockout, "u4", "2001:db8::4"));
        assertTrue(wrong(lockout, "u5", "2001:db8:0:1::1"));
    }

    @Test
    void many_attempts_at_once_are_no_way_around_the_delay() {
        Lockout lockout = lockout("auth.lockout.attempts", "3", "auth.lockout.delay", "15m");
        wrong(lockout, "ana", HOME);
        wrong(lockout, "ana", HOME);

        lockout.attempt("ana", HOME, () -> {
            assertFalse(wrong(lockout, "ana", ELSEWHERE), "the one under way may be the last");
            return Optional.empty();
        });

        assertEquals(2, verified.size());
        assertFalse(wrong(lockout, "ana", HOME));
    }

    @Test
    void clients_that_begin_with_many_connections_are_let_in_on_all_of_them() {
        Lockout lockout = lockout();

        assertTrue(lockout.attempt("ana", HOME, () -> {
                    assertTrue(right(lockout, "ana", HOME));
                    return Optional.of(new Identity("ana", "ana", Set.of()));
                })
                .isPresent());
    }
}
