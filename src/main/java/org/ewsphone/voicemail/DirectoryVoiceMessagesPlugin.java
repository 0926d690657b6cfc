package org.ewsphone.voicemail;

import java.nio.file.Path;
import java.util.List;
import org.ewsphone.call.VoiceMessageStore;
import org.ewsphone.config.Setting;
import org.ewsphone.spi.PluginContext;
import org.ewsphone.spi.VoiceMessageStorePlugin;

/** Opens a {@link DirectoryVoiceMessages} for the setting {@code voicemail=directory}. */
public final class DirectoryVoiceMessagesPlugin implements VoiceMessageStorePlugin {

    private static final Setting<Path> ROOT = Setting.path(
            "voicemail.directory.root",
            "/var/lib/ews-phone/voicemail",
            "The directory in which each mailbox has one, with a file <ItemId>.wav for each message.");

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(ROOT);
    }

    @Override
    public VoiceMessageStore open(PluginContext context) {
        return new DirectoryVoiceMessages(Confined.directory(context.settings(), ROOT));
    }
}
