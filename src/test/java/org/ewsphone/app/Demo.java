package org.ewsphone.app;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.ewsphone.spi.IncomingRequest;

/** What demo, whose password is demo, sends to be known. */
final class Demo implements IncomingRequest {
    @Override
    public List<String> headers(String name) {
        return name.equals("Authorization")
                ? List.of("Basic " + Base64.getEncoder().encodeToString("demo:demo".getBytes(StandardCharsets.UTF_8)))
                : List.of();
    }

    @Override
    public String peer() {
        return "192.0.2.1";
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
