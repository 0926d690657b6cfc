package org.ewsphone.gateway.sip.message;

import java.util.Map;
import java.util.Optional;

/**
 * A demand for credentials (RFC 3261, 22).
 *
 * @param scheme Digest, or something else
 * @param parameters names in small letters, values without quotes
 */
public record Challenge(String scheme, Map<String, String> parameters) {

    /** The value of a WWW-Authenticate or Proxy-Authenticate field, whose commas do not make a list. */
    public static Challenge parse(String value) {
        int space = value.indexOf(' ');
        return space < 0
                ? new Challenge(value, Map.of())
                : new Challenge(value.substring(0, space), Text.parameters(value.substring(space + 1), ','));
    }

    /** One of its parameters. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Its realm; empty when it names none. */
    public String realm() {
        return parameters.getOrDefault("realm", "");
    }

    /** Whether only the nonce was too old, and the credentials were right. */
    public boolean isStale() {
        return "true".equalsIgnoreCase(parameters.get("stale"));
    }
}
