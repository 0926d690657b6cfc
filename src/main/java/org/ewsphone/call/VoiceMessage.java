package org.ewsphone.call;

import java.net.URI;

/**
 * A voice message that can be played.
 *
 * @param id its name in the mailbox
 * @param sound where its sound is: a {@code file:} URI of a sound file that this process may read, or another URI for a
 *     gateway that knows what it means; whoever cannot play it refuses the call with {@link CallFailure#UNPLAYABLE}
 */
public record VoiceMessage(ItemId id, URI sound) {}
