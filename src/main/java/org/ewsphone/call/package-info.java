/** What a phone call is, what may be asked of it, and the ports it needs. Knows nothing but the JDK. */
@NullMarked
package org.ewsphone.call;

import org.jspecify.annotations.NullMarked;
