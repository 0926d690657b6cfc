package org.ewsphone.gateway.ari;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.ewsphone.call.PhoneCallId;

/**
 * What Asterisk calls the channel of a call. It is chosen by us, so that every node can name it, and stands in Asterisk's
 * console and call records, where the call's id must not be seen: whoever has that can end the call. So it is the beginning
 * of its hash, the same that the audit has.
 *
 * @param value letters, digits and hyphens
 */
record ChannelId(String value) {

    private static final String PREFIX = "ews-phone-";
    private static final int SHOWN_BYTES = 16;

    /** The channel of this call, of whichever node it is. */
    static ChannelId of(PhoneCallId id) {
        byte[] hash = sha256().digest(id.value().getBytes(StandardCharsets.UTF_8));
        return new ChannelId(PREFIX + HexFormat.of().formatHex(hash, 0, SHOWN_BYTES));
    }

    /** The playing of the message on this channel. */
    String playback() {
        return value + "-message";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
