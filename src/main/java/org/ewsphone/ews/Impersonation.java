package org.ewsphone.ews;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.ewsphone.call.Caller;
import org.ewsphone.ews.wire.ConnectingSIDType;
import org.ewsphone.ews.wire.ExchangeImpersonationType;

/** Who may act for whom. Nobody may act for anybody else yet; to name oneself is no impersonation. */
final class Impersonation {

    private Impersonation() {}

    static void admit(Caller caller, Optional<ExchangeImpersonationType> header) {
        header.map(impersonation -> nameIn(impersonation.getConnectingSID())).ifPresent(name -> {
            if (name.isBlank()) {
                throw EwsFaults.invalidImpersonation();
            }
            if (!name.strip().equalsIgnoreCase(caller.mailbox())) {
                throw EwsFaults.impersonationDenied();
            }
        });
    }

    /** The contract lets exactly one of them be there. */
    private static String nameIn(ConnectingSIDType identity) {
        return Stream.of(
                        identity.getPrincipalName(),
                        identity.getSID(),
                        identity.getPrimarySmtpAddress(),
                        identity.getSmtpAddress())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }
}
