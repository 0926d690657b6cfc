/** What an operator sees of the server. */
@NullMarked
package org.ewsphone.ops;

import org.jspecify.annotations.NullMarked;
