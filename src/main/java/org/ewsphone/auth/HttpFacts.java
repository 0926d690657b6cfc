package org.ewsphone.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.ewsphone.spi.IncomingRequest;

/** What a request tells before anybody is known. */
record HttpFacts(HttpServletRequest request) implements IncomingRequest {
    @Override
    public List<String> headers(String name) {
        return Collections.list(request.getHeaders(name));
    }

    @Override
    public String peer() {
        return request.getRemoteAddr();
    }

    @Override
    public Optional<Principal> principal() {
        return Optional.ofNullable(request.getUserPrincipal());
    }

    @Override
    public boolean isInRole(String role) {
        return request.isUserInRole(role);
    }
}
