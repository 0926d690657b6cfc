package org.ewsphone.api;

import java.time.DateTimeException;
import java.time.Instant;
import org.ewsphone.call.PhoneCall;

/**
 * The place in a list of calls, the newest first, after which the next page begins.
 *
 * @param placedAt when the last call of the page was placed
 * @param id its id
 */
record Cursor(Instant placedAt, String id) {

    /** What a client sends back to go on after this call. */
    static String at(PhoneCall call) {
        return call.placedAt() + "_" + call.id().value();
    }

    static Cursor parse(String text) {
        int end = text.indexOf('_');
        try {
            return new Cursor(Instant.parse(text.substring(0, Math.max(end, 0))), text.substring(end + 1));
        } catch (DateTimeException e) {
            throw Problem.badRequest("The parameter after must be the \"next\" of the page before.");
        }
    }

    /** Whether the call stands behind this place. */
    boolean isBefore(PhoneCall call) {
        int order = call.placedAt().compareTo(placedAt);
        return order < 0 || (order == 0 && call.id().value().compareTo(id) < 0);
    }
}
