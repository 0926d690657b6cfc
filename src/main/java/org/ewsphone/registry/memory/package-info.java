/** Calls kept in this JVM. */
@NullMarked
package org.ewsphone.registry.memory;

import org.jspecify.annotations.NullMarked;
