package org.ewsphone.gateway.simulated;

import java.util.List;
import org.ewsphone.call.VoiceMessageStore;
import org.ewsphone.config.Setting;
import org.ewsphone.spi.PluginContext;
import org.ewsphone.spi.VoiceMessageStorePlugin;

/** Opens {@link SimulatedVoiceMessages} for the setting {@code voicemail=simulated}. */
public final class SimulatedVoiceMessagesPlugin implements VoiceMessageStorePlugin {

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(SimulatorSettings.SCRIPT);
    }

    @Override
    public VoiceMessageStore open(PluginContext context) {
        return new SimulatedVoiceMessages(SimulatorSettings.script(context, "messages"));
    }
}
