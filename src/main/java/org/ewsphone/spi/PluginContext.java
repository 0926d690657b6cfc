package org.ewsphone.spi;

import java.time.Clock;
import org.ewsphone.config.Settings;

/**
 * What a plug-in may use.
 *
 * @param settings all settings, and with them the home directory
 * @param clock the time
 */
public record PluginContext(Settings settings, Clock clock) {}
