package org.ewsphone.launcher;

/** How the process ends, for scripts and service managers. */
final class ExitCode {

    /** As asked. */
    static final int OK = 0;

    /** Something unexpected; the log tells more. */
    static final int FAILED = 1;

    /** A flag, a setting or the home directory cannot be used as it is; starting again will not help. */
    static final int USAGE = 2;

    /** The port is taken, or the address is not one of this machine. */
    static final int CANNOT_LISTEN = 3;

    /** The server that was asked said no, with a code or a reason. */
    static final int REFUSED = 1;

    /** The server that was asked does not answer, or is none. */
    static final int UNREACHABLE = 3;

    /** The server that was asked does not know the user, or knows that it may not. */
    static final int IDENTITY = 4;

    private ExitCode() {}
}
