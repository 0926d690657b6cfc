package org.ewsphone.registry.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedisUrlTest {

    @ParameterizedTest
    @CsvSource({
        "redis://localhost, redis://localhost:6379",
        "redis://localhost/, redis://localhost:6379",
        "redis://10.0.0.1:7000/3, redis://10.0.0.1:7000/3",
        "rediss://ana:secret@redis.example.org, rediss://redis.example.org:6379",
        "redis://[::1]:6380, redis://[::1]:6380"
    })
    void what_is_left_out_has_its_default_and_secrets_are_not_told(String text, String told) {
        assertEquals(told, RedisUrl.parse(text).toString());
    }

    @Test
    void user_and_password_are_decoded() {
        RedisUrl url = RedisUrl.parse("redis://ana:p%40ss%2Fw:rd@localhost");

        assertEquals("ana", url.user());
        assertEquals("p@ss/w:rd", url.password());
        assertEquals("", RedisUrl.parse("redis://:secret@localhost").user());
    }

    @Test
    void what_is_set_beside_the_url_wins() {
        RedisUrl url = RedisUrl.parse("redis://ana:secret@localhost").as("", "other");

        assertEquals("ana", url.user());
        assertEquals("other", url.password());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:6379",
                "http://localhost",
                "redis:localhost",
                "redis://localhost/one",
                "redis://localhost?database=1",
                "redis://ana:topsecret@local host",
                "redis://ana:top@secret@localhost",
                "redis:ana:topsecret@localhost"
            })
    void anything_else_is_refused_and_its_password_is_not_told(String text) {
        Settings settings = Settings.read(Map.of("registry.redis.url", text), Map.of(), Map.of(), Map.of());

        var refusal = assertThrows(SettingException.class, () -> settings.get(RedisRegistryPlugin.URL));

        assertContains("registry.redis.url", refusal);
        assertContains("must be redis://HOST:6379", refusal);
        for (Throwable told = refusal; told != null; told = told.getCause()) {
            assertFalse(String.valueOf(told.getMessage()).contains("secret"), told.getMessage());
        }
    }

    @Test
    void a_password_in_the_url_is_masked_where_it_is_shown() {
        Settings settings = Settings.read(
                Map.of("registry.redis.url", "redis://ana:secret@localhost:7000"), Map.of(), Map.of(), Map.of());

        assertEquals("redis://********@localhost:7000", settings.shown(RedisRegistryPlugin.URL));
    }

    private static void assertContains(String part, Throwable told) {
        String message = String.valueOf(told.getMessage());
        assertTrue(message.contains(part), message);
    }
}
