package org.ewsphone.call;

import java.util.Map;

/**
 * How something is that the server depends on.
 *
 * @param ready whether requests can be served with it
 * @param facts what an operator wants to know besides, in few words and without secrets
 */
public record Readiness(boolean ready, Map<String, String> facts) {

    /** Ready, and nothing else to say. */
    public static final Readiness READY = new Readiness(true, Map.of());

    /** Nobody changes the facts any more. */
    public Readiness {
        facts = Map.copyOf(facts);
    }

    /** Not ready, for this reason. */
    public static Readiness down(String reason) {
        return new Readiness(false, Map.of("reason", reason));
    }
}
