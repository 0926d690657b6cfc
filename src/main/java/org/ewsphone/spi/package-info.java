/**
 * How a gateway, registry, voice message store or authenticator is found and opened by name. Each kind of plug-in is
 * announced to the {@link java.util.ServiceLoader} under its interface here, ours exactly as a stranger's.
 */
@NullMarked
package org.ewsphone.spi;

import org.jspecify.annotations.NullMarked;
