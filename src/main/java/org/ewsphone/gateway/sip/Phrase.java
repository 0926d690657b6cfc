package org.ewsphone.gateway.sip;

import org.ewsphone.call.SipStatus;
import org.ewsphone.gateway.sip.message.SipResponse;

/** What the network says, made fit to be told to clients: strangers write it. */
final class Phrase {

    private static final int LONGEST = 100;

    private Phrase() {}

    /** The status of an answer, its phrase without what a client could not read. */
    static SipStatus status(SipResponse response) {
        String readable = response.reason()
                .codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) || c > 0xFFFD || Character.isSurrogate((char) c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return readable.isEmpty() ? SipStatus.of(response.status()) : new SipStatus(response.status(), readable);
    }
}
