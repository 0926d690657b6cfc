package org.ewsphone.routing;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ewsphone.call.GatewayHealth;
import org.ewsphone.call.GatewayHealth.Service;
import org.ewsphone.call.Readiness;
import org.ewsphone.call.ReadinessCheck;

/**
 * Whether calls can be placed. One gateway that can is enough; when there are several, each is told by itself, by facts
 * whose names begin with its own: {@code sip} is how it is used, {@code sip.trouble} why it takes no calls now, and
 * {@code sip.left-alone-until} when it is tried again.
 */
final class GatewayCheck implements ReadinessCheck {

    private final RoutedGateway gateway;
    private final Clock clock;

    GatewayCheck(RoutedGateway gateway, Clock clock) {
        this.gateway = gateway;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public Readiness look() {
        List<GatewayHealth> all = gateway.health();
        Map<String, String> facts = new HashMap<>();
        gateway.trouble().ifPresent(reason -> facts.put("reason", reason));
        boolean ready = facts.isEmpty();
        if (all.size() > 1 || all.get(0).service() != Service.ENABLED) {
            all.forEach(one -> tell(one, facts));
        }
        return new Readiness(ready, facts);
    }

    private void tell(GatewayHealth one, Map<String, String> facts) {
        facts.put(one.name(), one.service().name().toLowerCase(Locale.ROOT));
        one.trouble().ifPresent(trouble -> facts.put(one.name() + ".trouble", trouble));
        one.leftAlone()
                .map(time -> clock.instant().plus(time).truncatedTo(ChronoUnit.SECONDS))
                .ifPresent(until -> facts.put(one.name() + ".left-alone-until", until.toString()));
    }
}
