package org.ewsphone.launcher;

/** A port or an address that cannot be listened at; the message tells the operator what to choose instead. */
final class CannotListenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotListenException(String message, Throwable cause) {
        super(message, cause);
    }
}
