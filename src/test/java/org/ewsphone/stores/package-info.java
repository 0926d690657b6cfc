/** The stores in which several nodes can keep their calls, as processes that can be killed and started again. */
@NullMarked
package org.ewsphone.stores;

import org.jspecify.annotations.NullMarked;
