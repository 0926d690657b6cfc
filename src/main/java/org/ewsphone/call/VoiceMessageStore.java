package org.ewsphone.call;

import java.util.Optional;

/** Where the voice messages of all mailboxes are. Safe for many threads. */
public interface VoiceMessageStore extends AutoCloseable {

    /** The message of this mailbox; nothing when it has no such message, whoever else may have one. */
    Optional<VoiceMessage> find(String mailbox, ItemId id);

    @Override
    default void close() {}
}
