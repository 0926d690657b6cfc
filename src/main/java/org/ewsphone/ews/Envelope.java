package org.ewsphone.ews;

import java.util.Optional;
import org.ewsphone.ews.wire.ExchangeImpersonationType;

/**
 * A request that was read, judged and bound: nothing that follows has to doubt it again.
 *
 * @param dialect how the client writes the namespaces
 * @param version what the RequestServerVersion header says
 * @param impersonation whom the caller wants to act for
 * @param operation the local name of the Body's child, an operation of the contract
 * @param payload the Body's child in its wire class
 */
record Envelope(
        NamespaceDialect dialect,
        Optional<String> version,
        Optional<ExchangeImpersonationType> impersonation,
        String operation,
        Object payload) {}
