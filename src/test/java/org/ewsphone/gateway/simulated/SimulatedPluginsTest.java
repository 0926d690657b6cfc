package org.ewsphone.gateway.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ewsphone.call.Calls;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.config.Setting;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.ewsphone.spi.GatewayPlugin;
import org.ewsphone.spi.PluginContext;
import org.ewsphone.spi.Plugins;
import org.ewsphone.spi.VoiceMessageStorePlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedPluginsTest {

    private static final Setting<String> CHOICE = Setting.text("choice", "simulated", "");

    @TempDir
    private Path home;

    @Test
    void the_gateway_comes_through_the_front_door_with_the_town_behind_it() {
        PluginContext context = context(Map.of());
        GatewayPlugin plugin = Plugins.of(GatewayPlugin.class).chosenBy(CHOICE, context.settings());

        try (TelephonyGateway gateway = plugin.open(context)) {
            assertEquals(
                    "OWVl4NWb3N29t",
                    gateway.carried(event -> {}).findFirst().orElseThrow().id().value());
        }
    }

    @Test
    void the_messages_come_through_the_front_door_and_are_those_of_the_town() {
        PluginContext context = context(Map.of());
        var plugin = Plugins.of(VoiceMessageStorePlugin.class).chosenBy(CHOICE, context.settings());

        try (var messages = plugin.open(context)) {
            assertTrue(messages.find("demo", new ItemId("AkAjzQTbY/i=")).isPresent());
            assertEquals(Optional.empty(), messages.find("ana", new ItemId("AAMkDemo1")));
        }
    }

    @Test
    void gateway_and_messages_read_the_same_script() throws IOException {
        Path script = Files.writeString(
                home.resolve("script.json"),
                "{\"messages\": [{\"mailbox\": \"ana\", \"id\": \"hers\"}],"
                        + "\"calls\": [{\"id\": \"live\", \"mailbox\": \"ana\"}]}");
        PluginContext context = context(Map.of("simulator.script", script.toString()));

        try (var messages = new SimulatedVoiceMessagesPlugin().open(context);
                var gateway = new SimulatedGatewayPlugin().open(context)) {
            assertTrue(messages.find("ana", new ItemId("hers")).isPresent());
            assertEquals(1, gateway.carried(event -> {}).toList().size());
        }
    }

    @Test
    void a_missing_script_stops_the_start() {
        Path script = home.resolve("nowhere.json");
        PluginContext context = context(Map.of("simulator.script", script.toString()));

        var thrown = assertThrows(SettingException.class, () -> new SimulatedGatewayPlugin().open(context));

        String message = String.valueOf(thrown.getMessage());
        assertTrue(message.startsWith("The setting simulator.script is \"" + script + "\" (from "), message);
        assertTrue(message.endsWith("cannot be used: " + script + ": there is no such file."), message);
    }

    @Test
    void a_broken_script_stops_the_start_with_line_and_column() throws IOException {
        Path script = Files.writeString(home.resolve("script.json"), "{\n  \"subscriber\": []\n}");
        PluginContext context = context(Map.of("simulator.script", script.toString()));

        var thrown = assertThrows(SettingException.class, () -> new SimulatedVoiceMessagesPlugin().open(context));

        assertTrue(String.valueOf(thrown.getMessage()).contains(script + ", line 2, column 3: unknown key"));
    }

    private PluginContext context(Map<String, String> settings) {
        var commandLine = new HashMap<>(settings);
        commandLine.put("home", home.toString());
        return new PluginContext(
                Settings.read(commandLine, Map.of(), Map.of(), Map.of()), Clock.systemUTC(), Calls.NODE);
    }
}
