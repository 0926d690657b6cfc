package org.ewsphone.auth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ewsphone.auth.RememberedCallers.Verified;
import org.ewsphone.call.Caller;
import org.ewsphone.call.IdentityRefusal;
import org.ewsphone.call.IdentityRefusal.Reason;
import org.ewsphone.spi.Authenticator;
import org.ewsphone.spi.Credentials;
import org.ewsphone.spi.Identity;
import org.ewsphone.spi.IncomingRequest;

/** Finds out who is calling, in all the ways there are, one after the other. Safe for many threads. */
final class Identification {

    /** A 401 has a challenge; this one no client can take up. */
    private static final List<String> NO_CHOICE = List.of("External realm=\"ews-phone\"");

    /**
     * What can be guessed is remembered for the address it came from: elsewhere a memory that knows the right password
     * would tell it to those who guess, past every lock-out.
     */
    private static final String ANYWHERE = "";

    private final List<Way> ways;
    private final Rights rights;
    private final Lockout lockout;
    private final RememberedCallers remembered;
    private final ClientAddress clientAddress;
    private final List<String> challenges;

    Identification(
            List<Way> ways, Rights rights, Lockout lockout, RememberedCallers remembered, ClientAddress clientAddress) {
        this.ways = List.copyOf(ways);
        this.rights = rights;
        this.lockout = lockout;
        this.remembered = remembered;
        this.clientAddress = clientAddress;
        List<String> offered = ways.stream()
                .flatMap(way -> way.authenticator().challenge().stream())
                .toList();
        this.challenges = offered.isEmpty() ? NO_CHOICE : offered;
    }

    /** Whoever sent this request. */
    Optional<Identified> of(IncomingRequest request) {
        for (Way way : ways) {
            Optional<Caller> caller = way.authenticator()
                    .credentials(request)
                    .flatMap(credentials -> callerOf(credentials, way, request));
            if (caller.isPresent()) {
                return Optional.of(new Identified(caller.get(), way.name()));
            }
        }
        return Optional.empty();
    }

    /** What is wrong with a request whose sender nobody knows. */
    IdentityRefusal refusal(IncomingRequest request, String requestId, Instant now) {
        Optional<String> understood = ways.stream()
                .filter(way -> way.authenticator().credentials(request).isPresent())
                .map(Way::name)
                .findFirst();
        Optional<String> scheme = understood.or(() -> AuthorizationScheme.of(request));
        Reason reason = understood.isPresent()
                ? Reason.NOT_ACCEPTED
                : scheme.isPresent() ? Reason.NOT_UNDERSTOOD : Reason.NO_CREDENTIALS;
        return new IdentityRefusal(now, requestId, addressOf(request), scheme, reason);
    }

    /** Where it came from. */
    String addressOf(IncomingRequest request) {
        return clientAddress.of(request);
    }

    /** What a 401 offers, one scheme each. */
    List<String> challenges() {
        return challenges;
    }

    private Optional<Caller> callerOf(Credentials credentials, Way way, IncomingRequest request) {
        Optional<String> user = credentials.user();
        String address = user.isPresent() ? clientAddress.of(request) : ANYWHERE;
        Supplier<Optional<Identity>> verification = user.isPresent()
                ? () -> lockout.attempt(user.get(), address, credentials::verify)
                : credentials::verify;
        Optional<String> secret = credentials.secret();
        if (secret.isEmpty()) {
            return verification.get().map(rights::of);
        }
        long revision = way.authenticator().revision();
        return remembered.callerOf(
                String.join(" ", way.name(), address, secret.get()),
                revision,
                () -> verification
                        .get()
                        .map(identity -> new Verified(rights.of(identity), revision, identity.until())));
    }

    /** One of the ways to be known, by its name in the settings. */
    record Way(String name, Authenticator authenticator) {}

    /** Who it is, and in which way that was told. */
    record Identified(Caller caller, String way) {}
}
