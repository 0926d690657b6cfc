package org.ewsphone.gateway.sip;

import java.io.IOException;
import java.util.List;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.config.Setting;
import org.ewsphone.config.SettingException;
import org.ewsphone.spi.GatewayPlugin;
import org.ewsphone.spi.PluginContext;

/** Opens the gateway for the setting {@code gateway=sip}. */
public final class SipGatewayPlugin implements GatewayPlugin {

    @Override
    public String name() {
        return "sip";
    }

    @Override
    public List<Setting<?>> settings() {
        return SipSettings.all();
    }

    @Override
    public TelephonyGateway open(PluginContext context) {
        SipTrunk trunk = SipSettings.trunk(context.settings());
        try {
            return new SipGateway(trunk, new Sounds());
        } catch (IOException e) {
            throw new SettingException(
                    "The SIP gateway cannot use the address " + trunk.bind() + ": " + e.getMessage()
                            + ". Give another one in gateway.sip.bind.",
                    e);
        }
    }
}
