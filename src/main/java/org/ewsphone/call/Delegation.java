package org.ewsphone.call;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * For whom somebody may act besides themselves. Mailboxes and domains are in small letters.
 *
 * @param mailboxes those that are granted one by one
 * @param domains those of which every mailbox is granted
 * @param existing which mailboxes there are, a pattern for the whole name
 */
public record Delegation(Set<String> mailboxes, Set<String> domains, Pattern existing) {

    /** For nobody. */
    public static final Delegation NONE = new Delegation(Set.of(), Set.of(), Pattern.compile(""));

    /** Keeps copies. */
    public Delegation {
        mailboxes = Set.copyOf(mailboxes);
        domains = Set.copyOf(domains);
    }

    /** Whether it reaches this mailbox. Whether the mailbox exists is told only to those who are granted it. */
    public Verdict to(String mailbox) {
        String domain = mailbox.substring(mailbox.indexOf('@') + 1);
        if (!mailboxes.contains(mailbox) && !(mailbox.contains("@") && domains.contains(domain))) {
            return Verdict.DENIED;
        }
        return existing.matcher(mailbox).matches() ? Verdict.GRANTED : Verdict.NO_SUCH_MAILBOX;
    }

    /** What comes of the wish to act for a mailbox. */
    public enum Verdict {
        /** It is granted. */
        GRANTED,
        /** It is not. */
        DENIED,
        /** It is granted, and there is no such mailbox. */
        NO_SUCH_MAILBOX
    }
}
