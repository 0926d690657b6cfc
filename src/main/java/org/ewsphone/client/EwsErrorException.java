package org.ewsphone.client;

/** The server refuses what was asked, by an answer or a fault, and tells a code. */
public final class EwsErrorException extends Exception {

    private static final long serialVersionUID = 1L;

    /** This code, and what the server says about it. */
    public EwsErrorException(String code, String text) {
        super(code + ": " + text);
    }
}
