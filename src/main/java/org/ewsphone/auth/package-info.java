/** Who is calling: from HTTP credentials to a {@link org.ewsphone.call.Caller}. */
@NullMarked
package org.ewsphone.auth;

import org.jspecify.annotations.NullMarked;
