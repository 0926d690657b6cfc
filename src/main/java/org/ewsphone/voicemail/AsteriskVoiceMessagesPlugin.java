package org.ewsphone.voicemail;

import java.nio.file.Path;
import java.util.List;
import org.ewsphone.call.VoiceMessageStore;
import org.ewsphone.config.Setting;
import org.ewsphone.spi.PluginContext;
import org.ewsphone.spi.VoiceMessageStorePlugin;

/** Opens an {@link AsteriskVoiceMessages} for the setting {@code voicemail=asterisk}. */
public final class AsteriskVoiceMessagesPlugin implements VoiceMessageStorePlugin {

    private static final Setting<Path> SPOOL = Setting.path(
            "voicemail.asterisk.spool",
            "/var/spool/asterisk/voicemail",
            "The directory in which Asterisk keeps its voicemail.");

    private static final Setting<MailboxBoxes> BOXES = Setting.of(
            "voicemail.asterisk.boxes",
            "",
            "Which mailbox is which of Asterisk's, as ana@example.org=200@default;ben@example.org=201. Without @ it is"
                    + " the context default.",
            MailboxBoxes::parse);

    @Override
    public String name() {
        return "asterisk";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(SPOOL, BOXES);
    }

    @Override
    public VoiceMessageStore open(PluginContext context) {
        return new AsteriskVoiceMessages(
                Confined.directory(context.settings(), SPOOL),
                context.settings().get(BOXES));
    }
}
