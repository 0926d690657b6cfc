package org.ewsphone.registry.jdbc;

import java.time.Duration;
import java.util.UUID;
import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.CallRegistryContract;
import org.ewsphone.call.Calls;
import org.ewsphone.registry.shared.Terms;

final class H2CallRegistryTest extends CallRegistryContract {

    private final Terms terms = Stores.inMemory(UUID.randomUUID().toString(), Calls.NODE, RETENTION, MAX_CALLS);
    private final MovableTime time = new MovableTime(Dialect.H2.source(terms, true));

    @Override
    protected CallRegistry open() {
        return JdbcCallRegistry.open(terms, MovableTime.NOW);
    }

    @Override
    protected void advance(Duration by) {
        super.advance(by);
        time.set(clock.instant());
    }
}
