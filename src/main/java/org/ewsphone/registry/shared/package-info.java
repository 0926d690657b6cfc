/** What the registries have in common that keep calls where several nodes see them. */
@NullMarked
package org.ewsphone.registry.shared;

import org.jspecify.annotations.NullMarked;
