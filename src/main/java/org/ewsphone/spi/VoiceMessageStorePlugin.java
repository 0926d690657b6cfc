package org.ewsphone.spi;

import org.ewsphone.call.VoiceMessageStore;

/** A place for voice messages, chosen by the setting {@code voicemail}. */
public interface VoiceMessageStorePlugin extends Plugin {

    /** Opens it. Throws {@link org.ewsphone.config.SettingException} when its settings do not allow that. */
    VoiceMessageStore open(PluginContext context);
}
