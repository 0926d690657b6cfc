package org.ewsphone.call;

/**
 * How many calls may be up at once; 0 is no limit.
 *
 * @param inAll of this server
 * @param perMailbox of one mailbox
 * @param perDestination to one telephone
 */
public record LiveLimits(int inAll, int perMailbox, int perDestination) {

    /** As many as one likes. */
    public static final LiveLimits NONE = new LiveLimits(0, 0, 0);

    /** Throws {@link IllegalArgumentException} for a limit below zero. */
    public LiveLimits {
        if (inAll < 0 || perMailbox < 0 || perDestination < 0) {
            throw new IllegalArgumentException("A limit cannot be below zero");
        }
    }
}
