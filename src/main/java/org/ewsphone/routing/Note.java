package org.ewsphone.routing;

import java.util.Optional;
import org.ewsphone.call.PhoneCall;

/**
 * What stands in {@link PhoneCall#dialog} of an answered call when there are several gateways: the name of the one that
 * carries it, a colon, and that one's own note.
 *
 * @param gateway the name
 * @param dialog the note of the gateway
 */
record Note(String gateway, Optional<String> dialog) {

    private static final int LONGEST = 4096;

    /** As it is kept; nothing when there would be too much of it. */
    static Optional<String> of(String gateway, Optional<String> dialog) {
        return Optional.of(gateway + ":" + dialog.orElse("")).filter(note -> note.length() <= LONGEST);
    }

    /** The note of a call that has one. */
    static Optional<Note> in(PhoneCall call) {
        return call.dialog()
                .filter(note -> note.indexOf(':') > 0)
                .map(note -> new Note(
                        note.substring(0, note.indexOf(':')),
                        Optional.of(note.substring(note.indexOf(':') + 1)).filter(dialog -> !dialog.isEmpty())));
    }
}
