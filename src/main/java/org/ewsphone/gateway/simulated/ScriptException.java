package org.ewsphone.gateway.simulated;

/** A script that cannot be used. Its message tells its writer where, and what is expected there. */
final class ScriptException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    ScriptException(String message) {
        super(message);
    }

    ScriptException(String message, Throwable cause) {
        super(message, cause);
    }
}
