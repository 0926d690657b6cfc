/** Name and password (RFC 7617), against a users file and the setting {@code user}. */
@NullMarked
package org.ewsphone.auth.basic;

import org.jspecify.annotations.NullMarked;
