/** Calls by way of Asterisk, asked and watched over its REST interface. */
@NullMarked
package org.ewsphone.gateway.ari;

import org.jspecify.annotations.NullMarked;
