package org.ewsphone.voicemail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which mailbox of Exchange is which box of Asterisk's voicemail: {@code ana@example.org=200@default;ben@example.org=201}.
 *
 * @param boxes by the mailbox
 */
record MailboxBoxes(Map<String, Box> boxes) {

    private static final Pattern ENTRY =
            Pattern.compile("([^=;\\s]+)=([A-Za-z0-9_-]{1,80})(?:@([A-Za-z0-9_-]{1,80}))?");

    MailboxBoxes {
        boxes = Map.copyOf(boxes);
    }

    /** Reads a setting; throws {@link IllegalArgumentException}. */
    static MailboxBoxes parse(String text) {
        try {
            return new MailboxBoxes(Arrays.stream(text.split(";", -1))
                    .map(String::strip)
                    .filter(entry -> !entry.isEmpty())
                    .map(MailboxBoxes::entry)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("must name each mailbox once", e);
        }
    }

    private static Map.Entry<String, Box> entry(String text) {
        Matcher entry = ENTRY.matcher(text);
        if (!entry.matches()) {
            throw new IllegalArgumentException("must be mailboxes and Asterisk's boxes with semicolons between them, as"
                    + " ana@example.org=200@default;ben@example.org=201");
        }
        return Map.entry(
                entry.group(1).toLowerCase(Locale.ROOT),
                new Box(Optional.ofNullable(entry.group(3)).orElse("default"), entry.group(2)));
    }

    /** The box of a mailbox, if it has one. */
    Optional<Box> of(String mailbox) {
        return Optional.ofNullable(boxes.get(mailbox));
    }

    /**
     * A box of Asterisk's.
     *
     * @param context the context in voicemail.conf
     * @param number its name there
     */
    record Box(String context, String number) {}
}
