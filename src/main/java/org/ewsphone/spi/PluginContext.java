package org.ewsphone.spi;

import java.time.Clock;
import org.ewsphone.call.NodeName;
import org.ewsphone.config.Settings;

/**
 * What a plug-in may use.
 *
 * @param settings all settings, and with them the home directory
 * @param clock the time
 * @param node the name of this server among those that share its registry
 */
public record PluginContext(Settings settings, Clock clock, NodeName node) {}
