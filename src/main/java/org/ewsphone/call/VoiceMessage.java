package org.ewsphone.call;

import java.net.URI;

/**
 * A voice message that can be played.
 *
 * @param id its name in the mailbox
 * @param sound where the gateway finds its sound
 */
public record VoiceMessage(ItemId id, URI sound) {}
