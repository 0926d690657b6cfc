package org.ewsphone.spi;

import java.util.Optional;

/** What somebody brings to show who they are. */
public interface Credentials {

    /**
     * The user whose secret somebody may be guessing; failures are counted for it. Nothing when there is nothing to
     * guess.
     */
    Optional<String> user();

    /**
     * What only the rightful owner can bring: when it comes again soon, it is not verified again. Nothing when there is
     * no secret, or verifying costs nothing.
     */
    Optional<String> secret();

    /** Who it is. Takes the same time whatever is wrong with it. */
    Optional<Identity> verify();
}
