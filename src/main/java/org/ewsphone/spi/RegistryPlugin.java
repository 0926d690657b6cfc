package org.ewsphone.spi;

import org.ewsphone.call.CallRegistry;

/** A place for calls, chosen by the setting {@code registry}. */
public interface RegistryPlugin extends Plugin {

    /** Opens it. Throws {@link org.ewsphone.config.SettingException} when its settings do not allow that. */
    CallRegistry open(PluginContext context);
}
