/** What the server costs, measured: {@code mvn -q -Pbench verify}. Not a test; no build depends on its figures. */
@NullMarked
package org.ewsphone.bench;

import org.jspecify.annotations.NullMarked;
