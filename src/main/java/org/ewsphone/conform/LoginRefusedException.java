package org.ewsphone.conform;

import java.io.IOException;

/** The server does not know the caller, so nothing can be asked of it. */
public final class LoginRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    LoginRefusedException(String name) {
        super("The server refuses the user " + name + " with this password (401)");
    }
}
