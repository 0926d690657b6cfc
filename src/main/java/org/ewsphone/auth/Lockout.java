package org.ewsphone.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ewsphone.auth.FailureLedger.Trial;
import org.ewsphone.config.Addresses;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;
import org.ewsphone.spi.Identity;

/**
 * Makes guessing hopeless: failures are counted for the user and for the address, and delay what comes next. Somebody who
 * has once shown to be a user from an address is counted on their own there, so that a stranger who fails under their
 * name, or beside them behind the same address, does not lock them out.
 */
final class Lockout {

    private static final Setting<Integer> ATTEMPTS = Setting.number(
            "auth.lockout.attempts", 10, 3, 1000, "Wrong passwords for one user until the user is locked out.");

    private static final Setting<Integer> ADDRESS_ATTEMPTS = Setting.number(
            "auth.lockout.address-attempts",
            100,
            3,
            100_000,
            "Wrong passwords from one address, for whatever user, until the address is locked out.");

    private static final Setting<Duration> DELAY = Setting.duration(
            "auth.lockout.delay",
            "10s",
            "The first delay after wrong passwords. The last wrong one costs auth.lockout.time, each one before it half as"
                    + " much as the next; what would be shorter than this is no delay.");

    private static final Setting<Duration> TIME = Setting.duration(
            "auth.lockout.time", "15m", "How long a lock-out lasts, and how long a wrong password is remembered.");

    private static final int MOST_ACQUAINTANCES = 10_000;
    private static final Duration ACQUAINTED = Duration.ofDays(1);

    /** Names that are longer are counted as one: what strangers send must not fill the memory. */
    private static final int LONGEST_NAME = 128;

    /** Whoever has one IPv6 address usually has all that begin like it. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final FailureLedger users;
    private final FailureLedger addresses;
    private final FailureLedger acquaintances;
    private final Cache<String, Boolean> acquainted;

    private Lockout(LockoutTerms forUser, LockoutTerms forAddress, Clock clock) {
        users = new FailureLedger("user", forUser, true, clock);
        addresses = new FailureLedger("address", forAddress, false, clock);
        acquaintances = new FailureLedger("user at a known address,", forUser, true, clock);
        acquainted = Caffeine.newBuilder()
                .maximumSize(MOST_ACQUAINTANCES)
                .expireAfterWrite(ACQUAINTED)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    static List<Setting<?>> settings() {
        return List.of(ATTEMPTS, ADDRESS_ATTEMPTS, DELAY, TIME);
    }

    static Lockout from(Settings settings, Clock clock) {
        Duration delay = settings.get(DELAY);
        Duration time = settings.get(TIME);
        return new Lockout(
                new LockoutTerms(settings.get(ATTEMPTS), delay, time),
                new LockoutTerms(settings.get(ADDRESS_ATTEMPTS), delay, time),
                clock);
    }

    /** Verifies, unless it is too early for this user or from this address: then nobody is identified. */
    Optional<Identity> attempt(String user, String address, Supplier<Optional<Identity>> verification) {
        String network = network(address);
        String name = user.substring(0, Math.min(user.length(), LONGEST_NAME));
        String pair = network + " " + name;
        Supplier<Trial> trial = () -> new Trial(true, verification.get());
        Trial outcome = acquainted.getIfPresent(pair) == null
                ? addresses.attempt(network, () -> users.attempt(name, trial))
                : acquaintances.attempt(pair, trial);
        if (outcome.identity().isPresent()) {
            acquainted.put(pair, true);
        }
        return outcome.identity();
    }

    private static String network(String address) {
        return Addresses.literal(address)
                .filter(Inet6Address.class::isInstance)
                .map(InetAddress::getAddress)
                .map(bytes -> HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES)) + "/64")
                .orElse(address);
    }
}
