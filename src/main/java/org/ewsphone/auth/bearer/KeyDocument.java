package org.ewsphone.auth.bearer;

import java.util.concurrent.CompletableFuture;

/** Where an issuer publishes its keys as a JSON Web Key Set (RFC 7517). */
interface KeyDocument {

    /** Its text as it is now; fails when it cannot be had, is too large, or takes too long. */
    CompletableFuture<String> read();
}
