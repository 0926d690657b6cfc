package org.ewsphone.ews;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ewsphone.call.Caller;
import org.ewsphone.ews.wire.ConnectingSIDType;
import org.ewsphone.ews.wire.ExchangeImpersonationType;

/** Whether a caller may call at all, and in whose place: what the ExchangeImpersonation header asks for is done or refused. */
final class Impersonation {

    /** A name or an address, in characters that have one spelling only: nobody can look like somebody else. */
    private static final Pattern MAILBOX =
            Pattern.compile("[!-?A-~&&[^\"(),*:;<>\\[\\]\\\\]]{1,64}(@[A-Za-z0-9.-]{1,255})?");

    private Impersonation() {}

    /** The caller as the request is to be answered; throws the fault when it is not to be. */
    static Caller inEffect(Caller caller, Optional<ExchangeImpersonationType> header) {
        requireGood(caller.standing());
        return header.map(impersonation -> mailboxIn(impersonation.getConnectingSID()))
                .map(mailbox -> inPlaceOf(mailbox, caller))
                .orElse(caller);
    }

    private static void requireGood(Caller.Standing standing) {
        switch (standing) {
            case GOOD -> {}
            case DISABLED -> throw EwsFaults.accountDisabled();
            case WITHOUT_ACCESS -> throw EwsFaults.accessDenied();
        }
    }

    private static Caller inPlaceOf(String mailbox, Caller caller) {
        if (mailbox.equals(caller.mailbox())) {
            return caller;
        }
        return switch (caller.delegation().to(mailbox)) {
            case GRANTED -> caller.actingFor(mailbox);
            case DENIED -> throw EwsFaults.impersonationDenied();
            case NO_SUCH_MAILBOX -> throw EwsFaults.nonExistentMailbox();
        };
    }

    private static String mailboxIn(ConnectingSIDType identity) {
        if (identity.getSID() != null) {
            throw EwsFaults.invalidImpersonation("has a SID, and this server knows names and addresses only");
        }
        String name = nameIn(identity).strip();
        if (name.isEmpty()) {
            throw EwsFaults.invalidImpersonation("names nobody");
        }
        if (!MAILBOX.matcher(name).matches()) {
            throw EwsFaults.invalidImpersonation("has no well-formed address");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** The contract lets exactly one of them be there. */
    private static String nameIn(ConnectingSIDType identity) {
        return Stream.of(identity.getPrincipalName(), identity.getPrimarySmtpAddress(), identity.getSmtpAddress())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }
}
