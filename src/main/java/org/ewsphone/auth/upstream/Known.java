package org.ewsphone.auth.upstream;

import java.util.Optional;
import org.ewsphone.spi.Credentials;
import org.ewsphone.spi.Identity;

/**
 * Somebody whom somebody else has verified: nothing is left to guess or to verify.
 *
 * @param identity who it is
 */
record Known(Identity identity) implements Credentials {
    @Override
    public Optional<String> user() {
        return Optional.empty();
    }

    @Override
    public Optional<String> secret() {
        return Optional.empty();
    }

    @Override
    public Optional<Identity> verify() {
        return Optional.of(identity);
    }
}
