package org.ewsphone.gateway.sip;

import java.io.IOException;
import java.net.URI;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.VoiceMessage;
import org.ewsphone.sound.WaveFile;

/** Reads the sound of messages. */
final class Sounds {

    private static final ShortBuffer SILENCE = ShortBuffer.allocate(0);

    /**
     * The samples of the message, as many a second as {@link org.ewsphone.sound.Sound} has; none for a message of the
     * simulated voicemail, which has no sound. Throws {@link CallException} when its file cannot be read.
     */
    ShortBuffer of(VoiceMessage message) {
        URI where = message.sound();
        if (!"file".equals(where.getScheme())) {
            return SILENCE.duplicate();
        }
        try {
            return WaveFile.read(Path.of(where)).samples();
        } catch (IOException e) {
            throw new CallException(
                    CallFailure.MESSAGE_NOT_FOUND, "The sound of the message cannot be played: " + e.getMessage(), e);
        }
    }
}
