package org.ewsphone.gateway.sip;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ewsphone.gateway.sip.message.CSeq;
import org.ewsphone.gateway.sip.message.Challenge;
import org.ewsphone.gateway.sip.message.Headers;
import org.ewsphone.gateway.sip.message.SipRequest;
import org.ewsphone.gateway.sip.message.SipResponse;
import org.ewsphone.gateway.sip.signalling.ClientTransaction;
import org.ewsphone.gateway.sip.signalling.Responses;
import org.ewsphone.gateway.sip.signalling.Signalling;
import org.jspecify.annotations.Nullable;

/**
 * One request and what comes of it, credentials and all: whoever is told of the answers does not hear of challenges that
 * could be met. A realm that challenges again has refused the credentials, unless it says that only the nonce was stale.
 */
final class Exchange implements Responses {

    private static final int MOST_ATTEMPTS = 6;

    private final Signalling signalling;
    private final Optional<Credentials> credentials;
    private final Tokens tokens;
    private final String hop;
    private final Responses told;
    private final Map<String, Met> met = new LinkedHashMap<>();
    private @Nullable ClientTransaction current;
    private boolean cancelled;
    private int attempts;

    Exchange(Signalling signalling, Optional<Credentials> credentials, Tokens tokens, String hop, Responses told) {
        this.signalling = signalling;
        this.credentials = credentials;
        this.tokens = tokens;
        this.hop = hop;
        this.told = told;
    }

    /** Sends it; throws {@link IOException} when that cannot be, and nothing is told then. */
    synchronized void send(SipRequest request) throws IOException {
        current = signalling.send(request, hop, this);
    }

    /** The request as it was sent last. */
    synchronized SipRequest request() {
        if (current == null) {
            throw new IllegalStateException("Nothing was sent");
        }
        return current.request();
    }

    /** Takes it back, see {@link ClientTransaction#cancel}. */
    synchronized void cancel() {
        cancelled = true;
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public void received(SipResponse response) {
        Optional<Boolean> sent = isChallenge(response) ? sendAgain(response) : Optional.empty();
        if (sent.isEmpty()) {
            told.received(response);
        } else if (!sent.get()) {
            told.failed(Failure.TRANSPORT);
        }
    }

    @Override
    public void failed(Failure failure) {
        told.failed(failure);
    }

    private static boolean isChallenge(SipResponse response) {
        return response.status() == 401 || response.status() == 407;
    }

    /** Whether it could be sent with credentials; nothing when there are none that would help. */
    private synchronized Optional<Boolean> sendAgain(SipResponse response) {
        if (credentials.isEmpty() || cancelled || ++attempts == MOST_ATTEMPTS || !meet(response)) {
            return Optional.empty();
        }
        try {
            send(withCredentials(request(), credentials.get()));
            return Optional.of(true);
        } catch (IOException e) {
            return Optional.of(false);
        }
    }

    /** Takes up the challenges that are new; false when one is not, or none of its algorithms is known to us. */
    private boolean meet(SipResponse response) {
        boolean proxy = response.status() == 407;
        Map<String, Challenge> challenges = new LinkedHashMap<>();
        response.headers()
                .all(proxy ? "Proxy-Authenticate" : "WWW-Authenticate")
                .map(Challenge::parse)
                .filter(Credentials::canAnswer)
                // The first of several for one realm is the one that it likes best (RFC 8760, 2.3)
                .forEach(challenge -> challenges.putIfAbsent(challenge.realm(), challenge));
        for (Challenge challenge : challenges.values()) {
            if (met.containsKey(challenge.realm()) && !challenge.isStale()) {
                return false;
            }
            met.put(challenge.realm(), new Met(challenge, proxy));
        }
        return !challenges.isEmpty();
    }

    private SipRequest withCredentials(SipRequest refused, Credentials known) {
        Headers headers = refused.headers()
                .without("Via")
                .without("Authorization")
                .without("Proxy-Authorization")
                .withFirstChanged("CSeq", new CSeq(refused.cseq().number() + 1, refused.method()).toString());
        for (Met challenge : met.values()) {
            headers = headers.with(
                    challenge.proxy ? "Proxy-Authorization" : "Authorization",
                    known.answer(
                            challenge.challenge, refused.method(), refused.uri(), ++challenge.count, tokens.next()));
        }
        return refused.with(headers);
    }

    /** A challenge that was met, and how often. */
    private static final class Met {
        private final Challenge challenge;
        private final boolean proxy;
        private int count;

        private Met(Challenge challenge, boolean proxy) {
            this.challenge = challenge;
            this.proxy = proxy;
        }
    }
}
