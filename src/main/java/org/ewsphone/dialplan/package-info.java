/** From a dial string to a destination, or a refusal. */
@NullMarked
package org.ewsphone.dialplan;

import org.jspecify.annotations.NullMarked;
