package org.ewsphone.call;

import java.util.regex.Pattern;

/**
 * Which mailboxes may use play on phone.
 *
 * @param mailboxes the mailboxes that may, a pattern for the whole name
 * @param dialString the number that clients offer at first; empty when there is none
 */
public record UnifiedMessaging(Pattern mailboxes, String dialString) {

    /** Whether this mailbox may use play on phone. */
    public boolean isEnabledFor(String mailbox) {
        return mailboxes.matcher(mailbox).matches();
    }
}
