package org.ewsphone.dialplan;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.Caller;
import org.ewsphone.call.Destination;
import org.ewsphone.call.DialPlan;
import org.ewsphone.call.DialString;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;

/** A dial plan of patterns: whose it is, the numbers that may be dialled, and those among them that may not. */
public final class PatternDialPlan implements DialPlan {

    private static final Setting<Pattern> MAILBOXES = Setting.pattern(
            "dialplan.mailboxes",
            ".*",
            "The mailboxes that have this dial plan, a regular expression for the whole name.");

    private static final Setting<Pattern> ALLOW = Setting.pattern(
            "dialplan.allow",
            ".*",
            "The numbers and SIP URIs that may be dialled, a regular expression for all of it.");

    private static final Setting<Pattern> DENY = Setting.pattern(
            "dialplan.deny",
            "112|911|999",
            "The numbers that may not be dialled although they are allowed, a regular expression for all of it.");

    private static final int MAX_LENGTH = 256;

    /** What people put between digits to read them better (RFC 3966, 5.1.1), and a blank. */
    private static final Pattern VISUAL_SEPARATORS = Pattern.compile("[-. ()]");

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{2,24}");

    /** User, host and perhaps a port; no parameters and no headers, which would steer the call past the plan. */
    private static final Pattern SIP_URI = Pattern.compile(
            "(sips?):([A-Za-z0-9._+-]{1,64})@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?(?::[0-9]{1,5})?)",
            Pattern.CASE_INSENSITIVE);

    private final Pattern mailboxes;
    private final Pattern allow;
    private final Pattern deny;

    /** A plan of the given patterns, each held against the whole mailbox or number. */
    public PatternDialPlan(Pattern mailboxes, Pattern allow, Pattern deny) {
        this.mailboxes = mailboxes;
        this.allow = allow;
        this.deny = deny;
    }

    /** The plan that the settings ask for. */
    public static DialPlan from(Settings settings) {
        return new PatternDialPlan(settings.get(MAILBOXES), settings.get(ALLOW), settings.get(DENY));
    }

    /** The settings it reads. */
    public static List<Setting<?>> settings() {
        return List.of(MAILBOXES, ALLOW, DENY);
    }

    @Override
    public Destination route(Caller caller, DialString dialString) {
        if (!mailboxes.matcher(caller.mailbox()).matches()) {
            throw new CallException(CallFailure.NO_DIAL_PLAN);
        }
        String address = addressIn(dialString.value().strip());
        if (!allow.matcher(address).matches() || deny.matcher(address).matches()) {
            throw new CallException(CallFailure.NOT_DIALABLE);
        }
        return new Destination(address);
    }

    private static String addressIn(String text) {
        return text.length() <= MAX_LENGTH && isSip(text) ? sipUri(text) : number(text);
    }

    private static boolean isSip(String text) {
        String start = text.toLowerCase(Locale.ROOT);
        return start.startsWith("sip:") || start.startsWith("sips:");
    }

    private static String sipUri(String text) {
        Matcher uri = SIP_URI.matcher(text);
        if (!uri.matches()) {
            throw new CallException(CallFailure.INVALID_SIP_URI);
        }
        return uri.group(1).toLowerCase(Locale.ROOT) + ":" + uri.group(2) + "@"
                + uri.group(3).toLowerCase(Locale.ROOT);
    }

    private static String number(String text) {
        String digits =
                text.length() <= MAX_LENGTH ? VISUAL_SEPARATORS.matcher(text).replaceAll("") : "";
        if (!NUMBER.matcher(digits).matches()) {
            throw new CallException(CallFailure.INVALID_NUMBER);
        }
        return digits;
    }
}
