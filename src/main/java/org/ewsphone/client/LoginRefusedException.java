package org.ewsphone.client;

import java.io.IOException;

/** The server does not know the caller, so nothing can be asked of it. */
public final class LoginRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    /** This user. */
    public LoginRefusedException(String name) {
        super("The server refuses the user " + name + " with this password (401)");
    }
}
