package org.ewsphone.gateway.simulated;

import java.util.List;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.config.Setting;
import org.ewsphone.spi.GatewayPlugin;
import org.ewsphone.spi.PluginContext;

/** Opens a {@link SimulatedGateway} for the setting {@code gateway=simulated}. */
public final class SimulatedGatewayPlugin implements GatewayPlugin {

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(SimulatorSettings.SCRIPT, SimulatorSettings.TIMEOUT);
    }

    @Override
    public TelephonyGateway open(PluginContext context) {
        return new SimulatedGateway(
                context.node(),
                SimulatorSettings.script(context, "subscribers"),
                Timeline.real(context.clock()),
                context.settings().get(SimulatorSettings.TIMEOUT));
    }
}
