package org.ewsphone.spi;

import java.util.Optional;

/**
 * One way to tell who is calling. It judges credentials and nothing else: what the identified may do, how often somebody
 * may try, and for how long the outcome is remembered is decided for all ways alike. Safe for many threads.
 */
public interface Authenticator extends AutoCloseable {

    /** What a 401 offers, as {@code Basic realm="ews-phone"}; nothing when it is not for clients to choose this way. */
    Optional<String> challenge();

    /** What the request brings for this way, if anything. It is read and not yet verified, and that is cheap. */
    Optional<Credentials> credentials(IncomingRequest request);

    /** Changes whenever what was verified before may not hold any more. */
    default long revision() {
        return 0;
    }

    @Override
    default void close() {}
}
