package org.ewsphone.ews;

import java.util.Optional;
import java.util.stream.Stream;
import org.ewsphone.call.Caller;
import org.ewsphone.ews.wire.ConnectingSIDType;
import org.ewsphone.ews.wire.ExchangeImpersonationType;

/** Who may act for whom. Nobody may act for anybody else yet; to name oneself is no impersonation. */
final class Impersonation {

    private Impersonation() {}

    static void admit(Caller caller, Optional<ExchangeImpersonationType> header) {
        if (header.isPresent() && !isSelf(caller, header.get().getConnectingSID())) {
            throw EwsFaults.impersonationDenied();
        }
    }

    private static boolean isSelf(Caller caller, ConnectingSIDType identity) {
        return Stream.of(identity.getPrincipalName(), identity.getPrimarySmtpAddress(), identity.getSmtpAddress())
                .anyMatch(name -> caller.mailbox().equalsIgnoreCase(name));
    }
}
