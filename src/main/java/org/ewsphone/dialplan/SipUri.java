package org.ewsphone.dialplan;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SIP URI of scheme, user and domain. Parameters, headers and passwords would steer a call past the plan, so there are
 * none.
 *
 * @param scheme {@code sip} or {@code sips}
 * @param user a name that begins with a letter, or a telephone number
 * @param domain a host in small letters, perhaps with a port
 */
record SipUri(String scheme, String user, String domain) {

    /** A host, perhaps with a port. */
    static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?(?::[0-9]{1,5})?");

    private static final int MAX_LENGTH = 256;

    private static final Pattern START = Pattern.compile("sips?:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern URI =
            Pattern.compile("(sips?):([A-Za-z0-9+][A-Za-z0-9._+-]{0,63})@(" + DOMAIN + ")", Pattern.CASE_INSENSITIVE);

    /** Whether the text wants to be a SIP URI. */
    static boolean isMeantBy(String text) {
        return START.matcher(text).matches();
    }

    /** The URI in this text, or nothing when it is none of this kind. */
    static Optional<SipUri> in(String text) {
        Matcher uri = URI.matcher(text);
        if (text.length() > MAX_LENGTH || !uri.matches()) {
            return Optional.empty();
        }
        return Optional.of(new SipUri(lowered(uri.group(1)), uri.group(2), lowered(uri.group(3))))
                .filter(found -> found.hasName() || found.number().isPresent());
    }

    /** The number that the user is; whoever answers for the domain would dial it. */
    Optional<WrittenNumber> number() {
        return hasName() ? Optional.empty() : WrittenNumber.in(user);
    }

    SipUri withUser(String other) {
        return new SipUri(scheme, other, domain);
    }

    private boolean hasName() {
        return Character.isLetter(user.charAt(0));
    }

    private static String lowered(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return scheme + ":" + user + "@" + domain;
    }
}
