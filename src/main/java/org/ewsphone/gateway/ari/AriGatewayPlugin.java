package org.ewsphone.gateway.ari;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.config.Addresses;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;
import org.ewsphone.spi.GatewayPlugin;
import org.ewsphone.spi.PluginContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens an {@link AriGateway} for the setting {@code gateway=ari}. */
public final class AriGatewayPlugin implements GatewayPlugin {

    private static final Logger LOG = LoggerFactory.getLogger(AriGatewayPlugin.class);

    @Override
    public String name() {
        return "ari";
    }

    @Override
    public List<Setting<?>> settings() {
        return AriSettings.all();
    }

    @Override
    public TelephonyGateway open(PluginContext context) {
        Settings settings = context.settings();
        warnOfPlainText(settings.get(AriSettings.URL));
        return AriGateway.open(
                settings.get(AriSettings.URL),
                AriSettings.authorization(settings),
                settings.get(AriSettings.APPLICATION) + "-" + context.node(),
                new Endpoints(
                        AriSettings.required(settings, AriSettings.NUMBER_ENDPOINT),
                        settings.get(AriSettings.URI_ENDPOINT)),
                settings.get(AriSettings.CALLER_ID),
                new Media(settings.get(AriSettings.SOUNDS)),
                settings.get(AriSettings.TIMEOUT));
    }

    private static void warnOfPlainText(URI url) {
        boolean here = "localhost".equals(url.getHost())
                || Addresses.literal(url.getHost().replaceAll("[\\[\\]]", ""))
                        .filter(InetAddress::isLoopbackAddress)
                        .isPresent();
        if ("http".equals(url.getScheme()) && !here) {
            LOG.warn("The password of Asterisk goes to {} as plain text; with https it would not", url);
        }
    }
}
