package org.ewsphone.call;

import java.time.Duration;
import java.util.Optional;

/**
 * How one of the gateways is doing.
 *
 * @param name as the setting {@code gateway} has it
 * @param service what it is used for
 * @param trouble why no call could be placed by it now, in words for an operator; nothing when all is well
 * @param leftAlone how long no call is tried there yet, because it could not be reached; nothing when it is tried
 */
public record GatewayHealth(String name, Service service, Optional<String> trouble, Optional<Duration> leftAlone) {

    /** What a gateway is used for. */
    public enum Service {
        /** Everything. */
        ENABLED,
        /** No new calls; those that it carries are watched and ended. */
        DRAINING,
        /** Nothing: it is not asked for anything, not even to hang up. */
        DISABLED
    }

    /** Whether a call can be placed by it. */
    public boolean isReady() {
        return service == Service.ENABLED && trouble.isEmpty();
    }
}
