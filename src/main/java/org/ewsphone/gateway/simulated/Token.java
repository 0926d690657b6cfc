package org.ewsphone.gateway.simulated;

import jakarta.json.stream.JsonParser.Event;

/**
 * The smallest part of a JSON text.
 *
 * @param event what it is
 * @param text a string or name without its quotes, a number as it is written, otherwise nothing
 * @param offset where it begins
 */
record Token(Event event, String text, int offset) {

    /** Whether it is this. */
    boolean is(Event other) {
        return event == other;
    }
}
