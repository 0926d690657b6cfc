package org.ewsphone.call;

/**
 * Who caused something that happened to a call.
 *
 * @param kind what kind of party it was
 * @param name the name of the user; empty for all others
 */
public record Origin(Kind kind, String name) {

    /** The telephone network, or somebody at its other end. */
    public static final Origin NETWORK = new Origin(Kind.NETWORK, "");

    /** A limit of this server: nobody answered in time, or the call had lasted as long as it may. */
    public static final Origin LIMIT = new Origin(Kind.LIMIT, "");

    /** The server itself, as when it ends. */
    public static final Origin SERVER = new Origin(Kind.SERVER, "");

    /** The user who asked for it. */
    public static Origin of(Caller caller) {
        return new Origin(Kind.CALLER, caller.name());
    }

    /** The kinds of parties. */
    public enum Kind {
        /** A user. */
        CALLER,
        /** The other side. */
        NETWORK,
        /** A rule of the server. */
        LIMIT,
        /** The server. */
        SERVER
    }
}
