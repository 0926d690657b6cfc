package org.ewsphone.registry.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.ewsphone.call.CallEvent;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.Calls;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.config.SettingException;
import org.ewsphone.registry.shared.Terms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol.Command;

/** What may happen to a Redis, and what becomes of the calls and of those who ask for them. */
final class RedisStoriesIT {

    private static final PhoneCallId ID = Calls.ID;
    private static final Duration RETENTION = Duration.ofMinutes(10);
    private static final long SECONDS_AT_MOST = 30;
    private static final Duration GLANCE = Duration.ofMillis(20);

    @TempDir
    private Path directory;

    private RedisProcess redis;
    private RedisUrl url;

    @BeforeEach
    void start_redis() {
        redis = RedisProcess.startDurable(directory);
        url = redis.newDatabase();
    }

    @AfterEach
    void stop_redis() {
        redis.close();
    }

    @Test
    void a_redis_that_is_killed_is_away_and_when_it_is_back_so_is_the_registry_and_every_call() throws Exception {
        try (CallRegistry registry = open()) {
            registry.add(Calls.connected(ID));

            redis.kill();
            for (int i = 0; i < 50; i++) {
                assertUnavailable(() -> registry.find(ID));
            }
            assertUnavailable(() -> registry.checks().get(0).look());

            redis.startAgain();
            await(() -> isReady(registry));
            assertEquals(Optional.of(Calls.connected(ID)), registry.find(ID));
            await(() -> listeners() == 1 && connections() <= 2);
        }
        await(() -> listeners() == 0 && connections() == 0);
    }

    @Test
    void scripts_that_redis_has_forgotten_are_told_to_it_again() {
        try (CallRegistry registry = open()) {
            registry.add(Calls.connected(ID));

            redis.say(url, Command.SCRIPT, "FLUSH");

            assertEquals(Optional.of(Calls.connected(ID)), registry.update(ID, call -> call));
            assertTrue(registry.update(ID, PhoneCall::wanted).orElseThrow().endWanted());
        }
    }

    /** As after a failover, when the former primary has become a replica and the new one is not known yet. */
    @Test
    void a_replica_is_not_ready_and_takes_no_calls_until_it_is_the_primary() throws Exception {
        try (CallRegistry registry = open()) {
            registry.checks().get(0).look();

            redis.say(url, Command.REPLICAOF, "127.0.0.1", "1");
            assertUnavailable(() -> registry.add(Calls.connected(ID)));
            assertUnavailable(() -> registry.checks().get(0).look());

            redis.say(url, Command.REPLICAOF, "NO", "ONE");
            registry.add(Calls.connected(ID));
            assertTrue(isReady(registry));
        }
    }

    /** It was started anew without its file, or it was told to forget everything. */
    @Test
    void a_redis_that_has_forgotten_everything_has_given_its_nodes_up() {
        try (CallRegistry registry = open()) {
            registry.add(Calls.connected(ID));

            redis.say(url, Command.FLUSHDB);

            assertEquals(Optional.empty(), registry.find(ID));
            assertFalse(registry.nodes().orElseThrow().renew());
            assertUnavailable(() -> registry.add(Calls.connected(ID)));
            registry.nodes().orElseThrow().join();
            registry.add(Calls.connected(ID));
        }
    }

    @Test
    void a_finished_call_expires_in_redis_itself_and_a_live_one_does_not() {
        try (CallRegistry registry = open()) {
            registry.add(Calls.connected(ID));
            assertEquals(-1L, redis.say(url, Command.TTL, "ews-phone:call:" + ID));

            registry.update(ID, call -> call.on(new CallEvent.Ended(ID), Calls.NOON));

            long seconds = (Long) redis.say(url, Command.TTL, "ews-phone:call:" + ID);
            assertTrue(seconds > 0 && seconds <= RETENTION.toSeconds(), seconds + " s");
        }
    }

    @Test
    void when_all_calls_are_forgotten_nothing_is_left_of_them() {
        try (CallRegistry registry = open(Duration.ofMillis(1))) {
            registry.add(Calls.connected(ID));
            registry.update(ID, PhoneCall::wanted);
            registry.update(ID, call -> call.on(new CallEvent.Ended(ID), Calls.NOON));

            await(() -> {
                registry.nodes().orElseThrow().sweep();
                return keys().equals(List.of("ews-phone:nodes", "ews-phone:since"));
            });
        }
    }

    @Test
    void a_word_of_one_node_is_heard_by_those_who_listen() throws Exception {
        Terms terms = RedisProcess.terms(Calls.NODE, url, RETENTION, 10);
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (var store = new Redis(url, terms)) {
            var line = new SubscriptionLine(store::newConnection, "ews-phone:words:" + url.database());
            var listening = new Thread(() -> {
                try {
                    line.listen(() -> heard.add("opened"), heard::add);
                } catch (RuntimeException e) {
                    heard.add("broken");
                }
            });
            listening.start();
            assertEquals("opened", heard.poll(SECONDS_AT_MOST, TimeUnit.SECONDS));

            try (CallRegistry registry = open()) {
                registry.add(Calls.connected(ID));
                registry.update(ID, PhoneCall::wanted);
            }
            assertEquals(Calls.NODE + " " + ID, heard.poll(SECONDS_AT_MOST, TimeUnit.SECONDS));

            line.close();
            assertEquals("broken", heard.poll(SECONDS_AT_MOST, TimeUnit.SECONDS));
            listening.join();
        }
    }

    @Test
    void a_wrong_password_is_told_with_the_name_of_its_setting_and_is_not_told_itself() {
        redis.say(url, Command.CONFIG, "SET", "requirepass", "the right one");

        var none = assertThrows(SettingException.class, this::open);
        RedisUrl wrong = url.as("", "topsecret");
        var refusal = assertThrows(SettingException.class, () -> open(wrong, RETENTION));

        assertContains("NOAUTH", none);
        assertContains("WRONGPASS", refusal);
        assertContains("registry.redis.password", refusal);
        assertFalse(String.valueOf(refusal.getMessage()).contains("topsecret"), refusal.getMessage());
        open(url.as("", "the right one"), RETENTION).close();
    }

    @Test
    void a_redis_that_is_not_there_is_told_with_the_name_of_its_setting() {
        redis.kill();

        var refusal = assertThrows(SettingException.class, this::open);

        assertContains("registry.redis.url", refusal);
        assertContains(url.toString(), refusal);
        assertEquals(0, listeners());
    }

    /** The rights that src/docs/cluster.md asks for. */
    @Test
    void a_user_with_the_documented_rights_can_do_everything() {
        redis.say(
                url,
                Command.ACL,
                "SETUSER",
                "ews_phone",
                "on",
                ">secret",
                "~ews-phone:*",
                "resetchannels",
                "&ews-phone:*",
                "+@all",
                "-@admin",
                "-@dangerous");
        try (CallRegistry registry = open(url.as("ews_phone", "secret"), RETENTION)) {
            registry.add(Calls.connected(ID));
            registry.update(ID, PhoneCall::wanted);
            assertEquals(1, registry.all().count());
            assertEquals(1, registry.nodes().orElseThrow().untended().size());
            registry.nodes().orElseThrow().sweep();
            assertTrue(isReady(registry));
        }
    }

    private CallRegistry open() {
        return open(RETENTION);
    }

    private CallRegistry open(Duration retention) {
        return open(url, retention);
    }

    private static CallRegistry open(RedisUrl url, Duration retention) {
        return RedisCallRegistry.open(RedisProcess.terms(Calls.NODE, url, retention, 10), url);
    }

    private static void assertUnavailable(Runnable request) {
        var refusal = assertThrows(CallException.class, request::run);
        assertEquals(CallFailure.REGISTRY_UNAVAILABLE, refusal.failure());
    }

    private static boolean isReady(CallRegistry registry) {
        try {
            return registry.checks().get(0).look().ready();
        } catch (CallException e) {
            return false;
        }
    }

    private static long listeners() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("ews-phone-listener"))
                .count();
    }

    /** Those of the registry, which have a name. */
    private long connections() {
        byte[] clients = (byte[]) redis.say(url, Command.CLIENT, "LIST");
        return new String(clients, StandardCharsets.UTF_8)
                .lines()
                .filter(client -> client.contains(" name=ews-phone-" + Calls.NODE + " "))
                .count();
    }

    private List<String> keys() {
        List<?> keys = (List<?>) redis.say(url, Command.KEYS, "*");
        return keys.stream()
                .map(key -> new String((byte[]) key, StandardCharsets.UTF_8))
                .sorted()
                .toList();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_AT_MOST);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "It did not come to that");
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }

    private static void assertContains(String part, Throwable told) {
        String message = String.valueOf(told.getMessage());
        assertTrue(message.contains(part), message);
    }
}
