package org.ewsphone.registry.shared;

import java.util.Optional;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;

/**
 * What one node tells the others of a call for whose end somebody waits.
 *
 * @param node which node has to end it; nothing when the wait is over
 * @param id the call
 */
public record Word(Optional<NodeName> node, PhoneCallId id) {

    private static final String NOBODY = "-";

    /** What the others must be told of a change; nothing when nobody waits. */
    public static Optional<Word> of(PhoneCall before, PhoneCall after) {
        if (before.endWanted() == after.endWanted()) {
            return Optional.empty();
        }
        return Optional.of(new Word(after.endWanted() ? Optional.of(after.node()) : Optional.empty(), after.id()));
    }

    /** The word that somebody sent; nothing when it is none of ours. */
    public static Optional<Word> read(String text) {
        int space = text.indexOf(' ');
        if (space < 1) {
            return Optional.empty();
        }
        String node = text.substring(0, space);
        return PhoneCallId.parse(text.substring(space + 1))
                .map(id -> new Word(node.equals(NOBODY) ? Optional.empty() : Optional.of(new NodeName(node)), id));
    }

    /** The word as it is sent. */
    public String text() {
        return node.map(NodeName::value).orElse(NOBODY) + " " + id.value();
    }

    /** Whether this node has to end the call. */
    public boolean isFor(NodeName other) {
        return node.equals(Optional.of(other));
    }
}
