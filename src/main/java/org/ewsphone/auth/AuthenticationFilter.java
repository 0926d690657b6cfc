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
import java.util.Optional;
import org.ewsphone.call.Caller;

/** Lets nobody pass who is not identified; behind it every request has a {@link Caller} as its principal. */
public final class AuthenticationFilter implements Filter {

    private final VerifiedCredentials credentials;
    private final String openPath;

    AuthenticationFilter(VerifiedCredentials credentials, String openPath) {
        this.credentials = credentials;
        this.openPath = openPath;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var http = (HttpServletRequest) request;
        if (http.getServletPath().startsWith(openPath)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Caller> caller = credentials.callerOf(http.getHeader("Authorization"));
        if (caller.isPresent()) {
            chain.doFilter(new IdentifiedRequest(http, caller.get()), response);
        } else {
            challenge((HttpServletResponse) response);
        }
    }

    /** With a length, so that the connection stays: two clients come without credentials before every call. */
    private static void challenge(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("WWW-Authenticate", "Basic realm=\"ews-phone\"");
        response.setContentLength(0);
    }

    /** A request of somebody we know. */
    private static final class IdentifiedRequest extends HttpServletRequestWrapper {
        private final Caller caller;

        IdentifiedRequest(HttpServletRequest request, Caller caller) {
            super(request);
            this.caller = caller;
        }

        @Override
        public Principal getUserPrincipal() {
            return caller;
        }

        @Override
        public String getRemoteUser() {
            return caller.name();
        }

        @Override
        public String getAuthType() {
            return BASIC_AUTH;
        }
    }
}
