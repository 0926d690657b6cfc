/** Calls kept in Redis, where several nodes see them. */
@NullMarked
package org.ewsphone.registry.redis;

import org.jspecify.annotations.NullMarked;
