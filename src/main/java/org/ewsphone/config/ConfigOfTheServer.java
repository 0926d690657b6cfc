package org.ewsphone.config;

import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/**
 * The MicroProfile Config that a server brings and makes for every application, ours too, though we do not use it.
 * GlassFish 7 keeps it after undeploying, and the application's class loader with it.
 */
public final class ConfigOfTheServer {

    private ConfigOfTheServer() {}

    /** Lets the server forget what it made for this application. */
    public static void release() {
        ClassLoader application = ConfigOfTheServer.class.getClassLoader();
        if (ConfigProviderResolver.class.getClassLoader() == application) {
            return; // The classes are ours: the server has none
        }
        try {
            ConfigProviderResolver resolver = ConfigProviderResolver.instance();
            resolver.releaseConfig(resolver.getConfig(application));
        } catch (IllegalStateException e) {
            // Classes without an implementation hold nothing
        }
    }
}
