package org.ewsphone.voicemail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.VoiceMessage;
import org.ewsphone.call.VoiceMessageStore;
import org.ewsphone.voicemail.MailboxBoxes.Box;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of Asterisk's app_voicemail, kept in files: {@code <spool>/<context>/<box>/<folder>/msgNNNN.txt} with the sound
 * beside it. An ItemId is the {@code msg_id} of that text (Asterisk 11 and later), which stays when a message is moved to
 * another folder and the others are numbered anew. Nothing is ever changed there.
 */
final class AsteriskVoiceMessages implements VoiceMessageStore {

    private static final Logger LOG = LoggerFactory.getLogger(AsteriskVoiceMessages.class);

    private static final Pattern MESSAGE = Pattern.compile("msg[0-9]{4,5}\\.txt");
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    /** What Asterisk writes, the sound that everybody can play first. */
    private static final List<String> EXTENSIONS = List.of(".wav", ".WAV", ".gsm", ".ulaw", ".alaw", ".sln", ".g722");

    /** Bytes of a text, of which a real one has a few hundred. */
    private static final int LONGEST_TEXT = 16_384;

    private final Confined spool;
    private final MailboxBoxes boxes;

    /** The messages of these boxes below the spool. */
    AsteriskVoiceMessages(Confined spool, MailboxBoxes boxes) {
        this.spool = spool;
        this.boxes = boxes;
    }

    @Override
    public Optional<VoiceMessage> find(String mailbox, ItemId id) {
        return boxes.of(mailbox)
                .flatMap(box -> folders(box)
                        .flatMap(folder -> texts(box, folder))
                        .filter(text -> has(text, id))
                        .findFirst())
                .flatMap(AsteriskVoiceMessages::sound)
                .map(sound -> new VoiceMessage(id, sound.toUri()));
    }

    private Stream<String> folders(Box box) {
        return spool.directory(box.context(), box.number())
                .map(directory -> names(directory, FOLDER))
                .orElse(Stream.empty());
    }

    private Stream<Path> texts(Box box, String folder) {
        return spool.directory(box.context(), box.number(), folder).stream()
                .flatMap(directory -> names(directory, MESSAGE)
                        .flatMap(name -> spool.file(box.context(), box.number(), folder, name).stream()));
    }

    private static Stream<String> names(Path directory, Pattern pattern) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            Stream.Builder<String> names = Stream.builder();
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (pattern.matcher(name).matches()) {
                    names.add(name);
                }
            }
            return names.build();
        } catch (IOException e) {
            LOG.warn("The voicemail directory {} cannot be read: {}", directory, e.toString());
            return Stream.empty();
        }
    }

    private static boolean has(Path text, ItemId id) {
        try (InputStream in = Files.newInputStream(text)) {
            return new String(in.readNBytes(LONGEST_TEXT), StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(String::strip)
                    .anyMatch(("msg_id=" + id)::equals);
        } catch (IOException e) {
            return false; // Asterisk has just moved it, or it may not be read
        }
    }

    private static Optional<Path> sound(Path text) {
        String name = String.valueOf(text.getFileName()).replaceFirst("\\.txt$", "");
        return EXTENSIONS.stream()
                .map(extension -> text.resolveSibling(name + extension))
                .filter(Files::isRegularFile)
                .filter(sound -> !Files.isSymbolicLink(sound))
                .findFirst();
    }
}
