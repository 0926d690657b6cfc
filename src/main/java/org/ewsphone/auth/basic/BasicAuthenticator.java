package org.ewsphone.auth.basic;

import java.util.List;
import java.util.Optional;
import org.ewsphone.spi.Authenticator;
import org.ewsphone.spi.Credentials;
import org.ewsphone.spi.Identity;
import org.ewsphone.spi.IncomingRequest;

/** Knows callers by name and password. */
final class BasicAuthenticator implements Authenticator {

    private final Users users;

    BasicAuthenticator(Users users) {
        this.users = users;
    }

    @Override
    public Optional<String> challenge() {
        return Optional.of("Basic realm=\"ews-phone\"");
    }

    /** Two headers are a request that two readers could understand in two ways. */
    @Override
    public Optional<Credentials> credentials(IncomingRequest request) {
        List<String> headers = request.headers("Authorization");
        return headers.size() == 1 ? NameAndPassword.parse(headers.get(0)).map(Basic::new) : Optional.empty();
    }

    @Override
    public long revision() {
        return users.revision();
    }

    /** A name and a password that may be right. */
    private final class Basic implements Credentials {
        private final NameAndPassword given;

        Basic(NameAndPassword given) {
            this.given = given;
        }

        @Override
        public Optional<String> user() {
            return Optional.of(given.name());
        }

        @Override
        public Optional<String> secret() {
            return Optional.of(given.name() + ":" + given.password());
        }

        @Override
        public Optional<Identity> verify() {
            return users.verify(given);
        }
    }
}
