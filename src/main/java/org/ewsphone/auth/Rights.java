package org.ewsphone.auth;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ewsphone.call.Caller;
import org.ewsphone.call.Delegation;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;
import org.ewsphone.spi.Identity;

/** What those who are identified may do, as the settings say. */
final class Rights {

    private static final Setting<Optional<String>> REQUIRED_ROLE = Setting.optionalText(
            "auth.required-role",
            "A role without which nobody but an operator may use the telephone operations. Without it every user may.");

    private static final Setting<Grants> GRANTS = Setting.of(
            "impersonation.grants",
            "",
            "Who may act for whom, as svc-voice=*@example.org;ana=ben@example.org,carl@example.org: users, each with"
                    + " mailboxes or whole domains.",
            Grants::parse);

    private static final Setting<Pattern> MAILBOXES = Setting.pattern(
            "impersonation.mailboxes",
            ".*",
            "The mailboxes there are, a regular expression for the whole name in small letters: nobody can act for another"
                    + " one.");

    private final Optional<String> requiredRole;
    private final Grants grants;
    private final Pattern mailboxes;

    private Rights(Optional<String> requiredRole, Grants grants, Pattern mailboxes) {
        this.requiredRole = requiredRole;
        this.grants = grants;
        this.mailboxes = mailboxes;
    }

    static List<Setting<?>> settings() {
        return List.of(REQUIRED_ROLE, GRANTS, MAILBOXES);
    }

    static Rights from(Settings settings) {
        return new Rights(settings.get(REQUIRED_ROLE), settings.get(GRANTS), settings.get(MAILBOXES));
    }

    /** The caller that somebody is; who has no right to the telephone operations has no other rights either. */
    Caller of(Identity identity) {
        Caller.Standing standing = standing(identity);
        boolean good = standing == Caller.Standing.GOOD;
        return new Caller(
                identity.name(),
                inSmallLetters(identity.mailbox()),
                good ? identity.roles() : Set.of(),
                good ? grants.of(identity.name(), mailboxes) : Delegation.NONE,
                standing);
    }

    private Caller.Standing standing(Identity identity) {
        if (!identity.enabled()) {
            return Caller.Standing.DISABLED;
        }
        boolean mayCall = requiredRole.isEmpty()
                || identity.roles().contains(requiredRole.get())
                || identity.roles().contains(Caller.OPERATOR);
        return mayCall ? Caller.Standing.GOOD : Caller.Standing.WITHOUT_ACCESS;
    }

    /** A mailbox is one however it is written, but only in ASCII: other letters that look alike stay what they are. */
    static String inSmallLetters(String mailbox) {
        boolean ascii = mailbox.chars().allMatch(c -> c < 0x80);
        return ascii ? mailbox.toLowerCase(Locale.ROOT) : mailbox;
    }
}
