package org.ewsphone.call;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The nodes that share a registry, as this one sees them. Each holds a lease on the registry's clock. One whose lease has
 * lapsed is given up by the others, and what it alone could end is over then. All methods may throw {@link CallException}
 * with {@link CallFailure#REGISTRY_UNAVAILABLE}.
 */
public interface Nodes {

    /** For how long a node counts as up after it was heard of. */
    Duration lease();

    /** This node is up, for a lease from now on; a node that opens a registry has joined. */
    void join();

    /** Prolongs the lease; false when the others have given this node up, and with it the calls that it placed. */
    boolean renew();

    /** This node takes no part any more, and is not waited for. */
    void leave();

    /**
     * Gives up the nodes that were not heard of for a lease, and forgets the calls whose time is over. A node judges others
     * only when it has itself reached the registry all the time for as long as a lease: when nobody could reach it, everybody
     * gets the time to come back.
     */
    void sweep();

    /** The calls that wait for somebody to end them: each is given to one node at a time, and again if it is not ended. */
    List<Untended> untended();

    /** Whom to tell at once when the end of a call of this node is wanted. It may miss some; {@link #untended} has them. */
    void listen(Consumer<PhoneCallId> listener);

    /**
     * A call that waits for somebody to end it.
     *
     * @param call one of this node whose end is wanted, or whose hang-up was begun and never done; or one of a node that is
     *     gone
     * @param ownerIsGone whether the node that placed it is gone
     */
    record Untended(PhoneCall call, boolean ownerIsGone) {}
}
