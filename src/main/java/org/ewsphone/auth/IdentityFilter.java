package org.ewsphone.auth;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.ewsphone.auth.Identification.Identified;
import org.ewsphone.call.Caller;
import org.ewsphone.call.RefusalObserver;

/** Lets nobody pass who is not identified; behind it every request has a {@link Caller} as its principal. */
public final class IdentityFilter implements Filter {

    private final Identification identification;
    private final Predicate<HttpServletRequest> open;
    private final RefusalObserver observer;
    private final Clock clock;

    IdentityFilter(
            Identification identification, Predicate<HttpServletRequest> open, RefusalObserver observer, Clock clock) {
        this.identification = identification;
        this.open = open;
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var http = (HttpServletRequest) request;
        if (open.test(http)) {
            chain.doFilter(request, response);
            return;
        }
        var facts = new HttpFacts(http);
        Optional<Identified> identified = identification.of(facts);
        if (identified.isPresent()) {
            chain.doFilter(new IdentifiedRequest(http, identified.get()), response);
        } else {
            var answer = (HttpServletResponse) response;
            challenge(answer);
            String id = Objects.toString(answer.getHeader("request-id"), "");
            observer.on(identification.refusal(facts, id, clock.instant()));
        }
    }

    /** With a length, so that the connection stays: two clients come without credentials before every call. */
    private void challenge(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        identification.challenges().forEach(challenge -> response.addHeader("WWW-Authenticate", challenge));
        response.setContentLength(0);
    }

    /** A request of somebody we know. */
    private static final class IdentifiedRequest extends HttpServletRequestWrapper {
        private final Identified identified;

        IdentifiedRequest(HttpServletRequest request, Identified identified) {
            super(request);
            this.identified = identified;
        }

        @Override
        public Principal getUserPrincipal() {
            return identified.caller();
        }

        @Override
        public String getRemoteUser() {
            return identified.caller().name();
        }

        @Override
        public boolean isUserInRole(String role) {
            return identified.caller().roles().contains(role);
        }

        @Override
        public String getAuthType() {
            return identified.way().toUpperCase(Locale.ROOT);
        }
    }
}
