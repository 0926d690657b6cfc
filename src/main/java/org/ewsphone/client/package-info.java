/** Speaks Exchange Web Services to any server, ours or anybody's. Knows nothing of this server. */
@NullMarked
package org.ewsphone.client;

import org.jspecify.annotations.NullMarked;
