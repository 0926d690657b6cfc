/** Clients of all kinds against the WAR as a process of its own. */
@NullMarked
package org.ewsphone.clients;

import org.jspecify.annotations.NullMarked;
