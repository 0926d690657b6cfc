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

    private ExitCode() {}
}
