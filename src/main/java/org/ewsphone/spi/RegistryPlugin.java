package org.ewsphone.spi;

import org.ewsphone.call.CallRegistry;

/** A place for calls, chosen by the setting {@code registry}. */
public interface RegistryPlugin extends Plugin {

    /** Opens it. Throws {@link org.ewsphone.config.SettingException} when its settings do not allow that. */
    CallRegistry open(PluginContext context);

    /**
     * Whether whoever looks for a call has to wait, for it is kept outside of this process. Then there are more threads from
     * the beginning than there are processors.
     */
    default boolean isElsewhere() {
        return true;
    }
}
