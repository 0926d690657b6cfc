package org.ewsphone.spi;

import java.security.Principal;
import java.util.List;
import java.util.Optional;

/** A request from this peer with one header, and nobody whom the container would know. */
public record OneHeader(String peer, String name, String value) implements IncomingRequest {
    @Override
    public List<String> headers(String asked) {
        return asked.equalsIgnoreCase(name) ? List.of(value) : List.of();
    }

    @Override
    public Optional<Principal> principal() {
        return Optional.empty();
    }

    @Override
    public boolean isInRole(String role) {
        return false;
    }
}
