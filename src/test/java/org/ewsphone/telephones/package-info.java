/** The server, with telephones and proxies that others made: each call is driven by EWS, and ends as the table says. */
@NullMarked
package org.ewsphone.telephones;

import org.jspecify.annotations.NullMarked;
