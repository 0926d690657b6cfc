package org.ewsphone.auth.basic;

import java.util.Optional;
import org.ewsphone.spi.Identity;

/** The people who may call, by name and password. Safe for many threads. */
interface Users {

    /** Whoever has this name and this password. Takes the same time whether the name or the password is wrong. */
    Optional<Identity> verify(NameAndPassword given);

    /** Changes whenever what was verified before may not hold any more. */
    long revision();
}
