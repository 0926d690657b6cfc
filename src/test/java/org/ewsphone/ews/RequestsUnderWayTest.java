package org.ewsphone.ews;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RequestsUnderWayTest {

    private static final Duration A_MOMENT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final RequestsUnderWay underWay = new RequestsUnderWay();

    @Test
    void nobody_is_waited_for_when_nobody_is_there() {
        underWay.begin().run();

        assertTrue(underWay.awaitEarlier(LONG));
    }

    @Test
    void a_request_that_takes_too_long_is_given_up() {
        underWay.begin();

        assertFalse(underWay.awaitEarlier(A_MOMENT));
    }

    @Test
    void a_request_that_is_answered_in_time_is_waited_for() {
        var request = underWay.begin();
        CompletableFuture.delayedExecutor(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS)
                .execute(request);

        assertTrue(underWay.awaitEarlier(LONG));
    }

    @Test
    void a_request_that_was_given_up_is_not_waited_for_again() {
        underWay.begin();
        underWay.awaitEarlier(A_MOMENT);

        assertTrue(underWay.awaitEarlier(LONG));
    }
}
