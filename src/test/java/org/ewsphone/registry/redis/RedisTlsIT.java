package org.ewsphone.registry.redis;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.ewsphone.call.Calls;
import org.ewsphone.config.SettingException;
import org.ewsphone.registry.shared.Terms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rediss}: to whom nothing is told. */
final class RedisTlsIT {

    @TempDir
    private Path directory;

    private RedisProcess redis;
    private TlsFront front;

    @BeforeEach
    void start_redis_behind_tls() throws Exception {
        redis = RedisProcess.start();
        front = new TlsFront(directory, redis.port());
    }

    @AfterEach
    void stop_redis() {
        front.close();
        redis.close();
    }

    @Test
    void nothing_is_told_to_somebody_whose_certificate_nobody_trusts() {
        RedisUrl url = RedisUrl.parse("rediss://localhost:" + front.port());
        Terms terms = RedisProcess.terms(Calls.NODE, url, Duration.ofMinutes(10), 10);

        var refusal = assertThrows(SettingException.class, () -> RedisCallRegistry.open(terms, url));

        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains("certification path"), message);
        assertTrue(message.contains("registry.redis.url"), message);
    }
}
