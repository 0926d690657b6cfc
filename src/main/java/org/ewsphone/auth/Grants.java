package org.ewsphone.auth;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ewsphone.call.Delegation;

/**
 * Who may act for whom.
 *
 * @param byUser mailboxes, and domains as {@code *@example.org}, in small letters
 */
record Grants(Map<String, Set<String>> byUser) {

    private static final String DOMAIN = "*@";
    private static final Pattern MAILBOXES = Pattern.compile("[^*\\s,;=]+|\\*@[A-Za-z0-9.-]+");
    private static final String FORM =
            "must be of the form USER=MAILBOX,MAILBOX;USER=*@DOMAIN, with each user once and no other wildcard";

    /** From {@code ana=ben@example.org,carl@example.org;svc-voice=*@example.org}. */
    static Grants parse(String text) {
        Map<String, Set<String>> byUser = new HashMap<>();
        for (String grant : parts(text, ";")) {
            int equals = grant.indexOf('=');
            List<String> mailboxes = parts(grant.substring(equals + 1), ",");
            boolean wellFormed = equals > 0
                    && !mailboxes.isEmpty()
                    && mailboxes.stream()
                            .allMatch(mailbox -> MAILBOXES.matcher(mailbox).matches());
            if (!wellFormed
                    || byUser.put(grant.substring(0, equals).strip(), Set.copyOf(inSmallLetters(mailboxes))) != null) {
                throw new IllegalArgumentException(FORM);
            }
        }
        return new Grants(Map.copyOf(byUser));
    }

    private static List<String> inSmallLetters(List<String> mailboxes) {
        return mailboxes.stream().map(Rights::inSmallLetters).distinct().toList();
    }

    private static List<String> parts(String text, String separator) {
        return Arrays.stream(text.split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** For whom this user may act, among the mailboxes that exist. */
    Delegation of(String user, Pattern existing) {
        Set<String> granted = byUser.get(user);
        return granted == null
                ? Delegation.NONE
                : new Delegation(
                        granted.stream().filter(Predicate.not(Grants::isDomain)).collect(Collectors.toSet()),
                        granted.stream()
                                .filter(Grants::isDomain)
                                .map(grant -> grant.substring(DOMAIN.length()))
                                .collect(Collectors.toSet()),
                        existing);
    }

    private static boolean isDomain(String grant) {
        return grant.startsWith(DOMAIN);
    }
}
