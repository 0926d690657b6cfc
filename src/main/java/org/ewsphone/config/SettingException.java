package org.ewsphone.config;

/** A setting that the server cannot start with. Its message tells the operator which one, from where, and what to do. */
public final class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A message for the operator. */
    public SettingException(String message) {
        super(message);
    }

    /** A message for the operator, and what led to it. */
    public SettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
