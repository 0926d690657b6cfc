package org.ewsphone.spi;

import org.ewsphone.call.TelephonyGateway;

/** A telephone network, chosen by the setting {@code gateway}. */
public interface GatewayPlugin extends Plugin {

    /** Opens it. Throws {@link org.ewsphone.config.SettingException} when its settings do not allow that. */
    TelephonyGateway open(PluginContext context);
}
