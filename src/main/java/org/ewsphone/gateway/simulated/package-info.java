/** A telephone network in memory, whose subscribers do what a script says. */
@NullMarked
package org.ewsphone.gateway.simulated;

import org.jspecify.annotations.NullMarked;
