package org.ewsphone.spi;

import java.util.Optional;

/** A way to tell who is calling, one of those that the setting {@code auth} names. */
public interface AuthenticatorPlugin extends Plugin {

    /** Opens it. Throws {@link org.ewsphone.config.SettingException} when its settings do not allow that. */
    Authenticator open(PluginContext context);

    /**
     * Makes a first user where users are kept here and there is none yet. Called before {@link #open}, and throws as it
     * does.
     */
    default Optional<NewUser> firstUser(PluginContext context) {
        return Optional.empty();
    }

    /** A user just made, with the only copy of the password there will ever be. */
    record NewUser(String name, String password) {}
}
