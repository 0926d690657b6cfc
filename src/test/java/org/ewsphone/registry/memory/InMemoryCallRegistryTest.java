package org.ewsphone.registry.memory;

import org.ewsphone.call.CallRegistry;
import org.ewsphone.call.CallRegistryContract;

final class InMemoryCallRegistryTest extends CallRegistryContract {

    @Override
    protected CallRegistry open() {
        return new InMemoryCallRegistry(RETENTION, MAX_CALLS, clock);
    }
}
