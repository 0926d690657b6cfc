package org.ewsphone.conform;

import java.io.IOException;

/** What a check does: returns what it has seen when the protocol holds, and throws when it does not. */
@FunctionalInterface
interface Trial {

    /**
     * Tries it.
     *
     * @throws Contradiction when it does not hold
     * @throws NotApplicable when it cannot be tried
     * @throws IOException when the server did not answer, which does not hold either
     */
    Seen on(Server server) throws IOException, InterruptedException;
}
