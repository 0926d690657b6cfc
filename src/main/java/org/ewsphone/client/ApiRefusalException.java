package org.ewsphone.client;

/** The administration API refuses what was asked. */
public final class ApiRefusalException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean byIdentity;

    /** For this reason. */
    public ApiRefusalException(boolean byIdentity, String detail) {
        super(detail);
        this.byIdentity = byIdentity;
    }

    /** Whether somebody else might. */
    public boolean byIdentity() {
        return byIdentity;
    }
}
