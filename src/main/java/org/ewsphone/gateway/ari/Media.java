package org.ewsphone.gateway.ari;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.VoiceMessage;

/**
 * Where Asterisk finds the sound of a message. It is handed over as a path, for Asterisk reads more kinds of sound than we
 * do; so both see the same files, perhaps at different places.
 *
 * @param moved when Asterisk has a directory of ours at another place
 */
record Media(Optional<Moved> moved) {

    /** A comma would separate two sounds. */
    private static final Pattern PATH = Pattern.compile("/[^,\\p{Cntrl}]+");

    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{1,8}$");

    /** The media URI; throws {@link CallException} with {@link CallFailure#UNPLAYABLE}. */
    String of(VoiceMessage message) {
        URI sound = message.sound();
        if (!"file".equals(sound.getScheme())) {
            throw new CallException(
                    CallFailure.UNPLAYABLE, "Asterisk plays sound files, but this sound is " + sound.getScheme() + ":");
        }
        Path file = Path.of(sound);
        String path = moved.filter(place -> file.startsWith(place.ours))
                .map(place -> place.theirs + "/" + place.ours.relativize(file))
                .orElse(file.toString());
        if (!PATH.matcher(path).matches()) {
            throw new CallException(CallFailure.UNPLAYABLE, "Asterisk cannot be given such a path of a sound file");
        }
        return "sound:" + EXTENSION.matcher(path).replaceFirst(""); // It looks for those that it knows
    }

    /**
     * A directory that both see.
     *
     * @param ours where we have it
     * @param theirs where Asterisk has it, without a slash at the end
     */
    record Moved(Path ours, String theirs) {

        /** Reads {@code /ours=/theirs}; throws {@link IllegalArgumentException}. */
        static Moved parse(String text) {
            String[] places = text.split("=", -1);
            if (places.length != 2 || !places[0].startsWith("/") || !places[1].startsWith("/")) {
                throw new IllegalArgumentException(
                        "must be a directory as it is called here and as Asterisk calls it, as /srv/voicemail=/mnt/voicemail");
            }
            return new Moved(Path.of(places[0]).normalize(), places[1].replaceFirst("/+$", ""));
        }
    }
}
