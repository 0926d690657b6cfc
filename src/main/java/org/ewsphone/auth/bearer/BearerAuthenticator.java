package org.ewsphone.auth.bearer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ewsphone.spi.Authenticator;
import org.ewsphone.spi.Credentials;
import org.ewsphone.spi.Identity;
import org.ewsphone.spi.IncomingRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows callers by their tokens. What a token says about the key to verify it with is not believed, but for its name. */
final class BearerAuthenticator implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(BearerAuthenticator.class);
    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 16_384;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final SigningKeys keys;
    private final TokenClaims claims;
    private final Duration skew;

    BearerAuthenticator(SigningKeys keys, Expected expected, TokenClaims claims, Duration skew, Clock clock) {
        this.keys = keys;
        this.claims = claims;
        this.skew = skew;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(expected.algorithms(), keys));
        processor.setJWTClaimsSetVerifier(new TimedClaimsVerifier(expected, skew, clock));
    }

    @Override
    public Optional<String> challenge() {
        return Optional.of("Bearer realm=\"ews-phone\"");
    }

    /** Two headers are a request that two readers could understand in two ways. */
    @Override
    public Optional<Credentials> credentials(IncomingRequest request) {
        List<String> headers = request.headers("Authorization");
        if (headers.size() != 1 || !headers.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return Optional.of(new Token(headers.get(0).substring(SCHEME.length()).strip()));
    }

    @Override
    public long revision() {
        return keys.revision();
    }

    private Optional<Identity> verify(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            return jwt.getHeader().getCriticalParams() == null
                    ? claims.identity(processor.process(jwt, null), skew)
                    : Optional.empty();
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            LOG.debug("A token is refused: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * What a token must say.
     *
     * @param issuer exactly
     * @param audience one of these
     * @param algorithms signed in one of these ways
     */
    record Expected(String issuer, Set<String> audience, Set<JWSAlgorithm> algorithms) {}

    /** A token that may be good. Nobody guesses a signature, so there is nothing to count. */
    private final class Token implements Credentials {
        private final String text;

        Token(String text) {
            this.text = text;
        }

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }

        @Override
        public Optional<String> secret() {
            return Optional.of(text);
        }

        @Override
        public Optional<Identity> verify() {
            return BearerAuthenticator.this.verify(text);
        }
    }

    /** Issuer, audience and times, by our clock. */
    private static final class TimedClaimsVerifier extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final Clock clock;

        TimedClaimsVerifier(Expected expected, Duration skew, Clock clock) {
            super(
                    expected.audience(),
                    new JWTClaimsSet.Builder().issuer(expected.issuer()).build(),
                    Set.of("exp"),
                    null);
            this.clock = clock;
            setMaxClockSkew((int) skew.toSeconds());
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
