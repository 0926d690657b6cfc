package org.ewsphone.registry.jdbc;

import java.time.Duration;
import java.util.UUID;
import org.ewsphone.call.Calls;
import org.ewsphone.registry.shared.Terms;

final class H2SchemaTest extends SchemaContract {

    @Override
    Terms terms() {
        return Stores.inMemory(UUID.randomUUID().toString(), Calls.NODE, Duration.ofMinutes(10), 1000);
    }
}
