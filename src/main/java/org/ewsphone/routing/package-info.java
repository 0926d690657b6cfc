/** Which gateway carries a call, when there are several, and which one next when the first cannot. */
@NullMarked
package org.ewsphone.routing;

import org.jspecify.annotations.NullMarked;
