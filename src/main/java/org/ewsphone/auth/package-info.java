/**
 * Who is calling, and what they may do: puts the {@link org.ewsphone.spi.Authenticator authenticators} in front of every
 * request and makes a {@link org.ewsphone.call.Caller} of whom they know. Each way to be known is a room of its own.
 */
@NullMarked
package org.ewsphone.auth;

import org.jspecify.annotations.NullMarked;
