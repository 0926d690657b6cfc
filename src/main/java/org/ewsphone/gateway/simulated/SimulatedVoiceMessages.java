package org.ewsphone.gateway.simulated;

import java.util.Optional;
import java.util.function.Supplier;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.VoiceMessage;
import org.ewsphone.call.VoiceMessageStore;

/** The voice messages of a script. They make no sound. */
public final class SimulatedVoiceMessages implements VoiceMessageStore {

    private final Supplier<Script> script;

    /** The messages of this script, which is asked at every look. */
    public SimulatedVoiceMessages(Supplier<Script> script) {
        this.script = script;
    }

    @Override
    public Optional<VoiceMessage> find(String mailbox, ItemId id) {
        return script.get().message(mailbox, id);
    }
}
