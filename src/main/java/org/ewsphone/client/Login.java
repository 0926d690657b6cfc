package org.ewsphone.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A name and a password. */
public record Login(String name, String password) {

    /** The value of an Authorization header. */
    public String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return name;
    }
}
