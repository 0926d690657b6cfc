/** Calls kept in a database, where several nodes see them and where they outlive a restart. */
@NullMarked
package org.ewsphone.registry.jdbc;

import org.jspecify.annotations.NullMarked;
