package org.ewsphone.call;

/** Which node can hang up a call, given that another one placed it. */
public enum Reach {
    /** Only the node that placed it: the call is in its memory, and ends with it. */
    OWNER,
    /** Another node only once the one that placed it is gone, by what is kept in {@link PhoneCall#dialog}. */
    AFTER_OWNER,
    /** Any node, at any time: the network itself knows the call. */
    ANYWHERE
}
