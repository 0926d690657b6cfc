package org.ewsphone.auth;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ewsphone.spi.IncomingRequest;

/** What the Authorization header calls itself, for people to read: a stranger chose it, so only known names are told. */
final class AuthorizationScheme {

    private static final Set<String> KNOWN = Set.of("basic", "bearer", "digest", "negotiate", "ntlm");

    private AuthorizationScheme() {}

    /** Nothing when there is no header. */
    static Optional<String> of(IncomingRequest request) {
        return request.headers("Authorization").stream()
                .findFirst()
                .map(header -> header.strip().split("[ ,]", 2)[0].toLowerCase(Locale.ROOT))
                .map(name -> KNOWN.contains(name) ? name : "other");
    }
}
