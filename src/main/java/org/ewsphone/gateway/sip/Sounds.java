package org.ewsphone.gateway.sip;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.VoiceMessage;
import org.ewsphone.sound.Sound;
import org.ewsphone.sound.WaveFile;

/** Reads the sound of messages. Calls with the same message share it, and when the last of them lets go it is gone. */
final class Sounds {

    private final Map<Recording, WeakReference<Sound>> known = new ConcurrentHashMap<>();

    /**
     * The sound of the message; nothing for a message of the simulated voicemail, which has none. Throws
     * {@link CallException} when its file cannot be read.
     */
    Optional<Sound> of(VoiceMessage message) {
        URI where = message.sound();
        if (!"file".equals(where.getScheme())) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(Path.of(where)));
        } catch (IOException e) {
            throw new CallException(
                    CallFailure.MESSAGE_NOT_FOUND, "The sound of the message cannot be played: " + e.getMessage(), e);
        }
    }

    private Sound read(Path file) throws IOException {
        Recording recording = Recording.in(file);
        WeakReference<Sound> held = known.get(recording);
        Sound shared = held == null ? null : held.get();
        if (shared != null) {
            return shared;
        }
        Sound sound = WaveFile.read(file);
        known.values().removeIf(reference -> reference.refersTo(null));
        known.put(recording, new WeakReference<>(sound));
        return sound;
    }

    /** A file as it is now: what is recorded anew is another. */
    private record Recording(Path file, FileTime written, long size) {

        static Recording in(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Recording(file, attributes.lastModifiedTime(), attributes.size());
        }
    }
}
