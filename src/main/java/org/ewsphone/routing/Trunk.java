package org.ewsphone.routing;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.GatewayHealth;
import org.ewsphone.call.GatewayHealth.Service;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.TelephonyGateway;

/**
 * One of several gateways. When it fails to be reached some times in a row it is left alone for a while, so that callers do
 * not wait for it each time.
 */
final class Trunk {

    private final String name;
    private final TelephonyGateway gateway;
    private final CircuitBreaker<Void> breaker;
    private volatile Service service = Service.ENABLED;

    /**
     * A gateway that takes calls.
     *
     * @param failures so many in a row are too many
     * @param pause how long it is left alone then
     */
    Trunk(String name, TelephonyGateway gateway, int failures, Duration pause) {
        this.name = name;
        this.gateway = gateway;
        breaker = CircuitBreaker.<Void>builder()
                .withFailureThreshold(failures)
                .withDelay(pause)
                .build();
    }

    String name() {
        return name;
    }

    TelephonyGateway gateway() {
        return gateway;
    }

    void serve(Service wanted) {
        service = wanted;
    }

    /** The gateway for what is not a new call; throws {@link CallException} when it is disabled. */
    TelephonyGateway inService() {
        if (service == Service.DISABLED) {
            throw new CallException(CallFailure.GATEWAY_UNREACHABLE, "The gateway " + name + " is disabled");
        }
        return gateway;
    }

    /** Places the call as the gateway does; throws {@link CallException} as well when it is to take no new ones. */
    void placeAlone(OutboundCall call, CallObserver observer) {
        requireEnabled();
        gateway.place(call, observer);
    }

    /** The same for one of several, which is left alone while it cannot be reached. */
    void place(OutboundCall call, CallObserver observer) {
        requireEnabled();
        if (!breaker.tryAcquirePermit()) {
            throw new CallException(
                    CallFailure.GATEWAY_UNREACHABLE, "The gateway " + name + " could not be reached lately");
        }
        try {
            gateway.place(call, observer);
            breaker.recordSuccess();
        } catch (CallException e) {
            if (isUnreachable(e)) {
                breaker.recordFailure();
            } else {
                breaker.recordSuccess();
            }
            throw e;
        }
    }

    private void requireEnabled() {
        if (service != Service.ENABLED) {
            throw new CallException(CallFailure.GATEWAY_UNREACHABLE, "The gateway " + name + " takes no new calls");
        }
    }

    private static boolean isUnreachable(CallException e) {
        return e.failure() == CallFailure.GATEWAY_UNREACHABLE || e.failure() == CallFailure.GATEWAY_TIMED_OUT;
    }

    GatewayHealth health() {
        if (service == Service.DISABLED) {
            return new GatewayHealth(name, service, Optional.empty(), Optional.empty());
        }
        return breaker.isOpen()
                ? new GatewayHealth(
                        name,
                        service,
                        Optional.of("It could not be reached lately"),
                        Optional.of(breaker.getRemainingDelay()))
                : new GatewayHealth(name, service, gateway.trouble(), Optional.empty());
    }
}
