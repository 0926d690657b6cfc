/** The one place where objects are made and put together, and the listener through which a servlet container starts it. */
@NullMarked
package org.ewsphone.app;

import org.jspecify.annotations.NullMarked;
