package org.ewsphone.voicemail;

import java.util.Optional;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.VoiceMessage;
import org.ewsphone.call.VoiceMessageStore;

/** Sound files in a directory for each mailbox: {@code <root>/<mailbox>/<ItemId>.wav}. */
final class DirectoryVoiceMessages implements VoiceMessageStore {

    private static final String EXTENSION = ".wav";

    private final Confined root;

    /** The messages below this directory. */
    DirectoryVoiceMessages(Confined root) {
        this.root = root;
    }

    @Override
    public Optional<VoiceMessage> find(String mailbox, ItemId id) {
        String directory = FileName.of(mailbox);
        String file = FileName.of(id.value()) + EXTENSION;
        if (!FileName.isPossible(directory) || !FileName.isPossible(file)) {
            return Optional.empty();
        }
        return root.file(directory, file).map(sound -> new VoiceMessage(id, sound.toUri()));
    }
}
