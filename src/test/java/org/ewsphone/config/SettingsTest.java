package org.ewsphone.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {

    private static final Setting<String> GATEWAY = Setting.text("gateway", "simulated", "");
    private static final Setting<Integer> MAX_CALLS = Setting.number("registry.memory.max-calls", 10, 1, 100, "");
    private static final Setting<Duration> RING = Setting.duration("call.ring-time", "45s", "");
    private static final Setting<Optional<String>> SECRET =
            Setting.optionalText("registry.jdbc.password", "").secret();
    private static final List<Setting<?>> KNOWN = List.of(Settings.HOME, GATEWAY, MAX_CALLS, RING, SECRET);

    @TempDir
    private Path home;

    private Settings settings(
            Map<String, String> commandLine, Map<String, String> properties, Map<String, String> env) {
        return Settings.read(commandLine, properties, env, Map.of("ews-phone.home", home.toString()));
    }

    private void file(String text) throws IOException {
        Files.writeString(home.resolve(Settings.FILE_NAME), text);
    }

    @Test
    void a_setting_that_nobody_gave_has_its_default() {
        Settings settings = settings(Map.of(), Map.of(), Map.of());

        assertEquals("simulated", settings.get(GATEWAY));
        assertEquals("the default", settings.origin(GATEWAY));
    }

    @Test
    void the_nearer_place_wins() throws IOException {
        file("gateway=file");
        var env = Map.of("EWS_PHONE_GATEWAY", "env");
        var properties = Map.of("ews-phone.gateway", "property");

        assertEquals("file", settings(Map.of(), Map.of(), Map.of()).get(GATEWAY));
        assertEquals("env", settings(Map.of(), Map.of(), env).get(GATEWAY));
        assertEquals("property", settings(Map.of(), properties, env).get(GATEWAY));
        assertEquals(
                "flag", settings(Map.of("gateway", "flag"), properties, env).get(GATEWAY));
    }

    @Test
    void a_name_with_dots_and_hyphens_has_one_spelling_in_the_environment() {
        Settings settings = settings(Map.of(), Map.of(), Map.of("EWS_PHONE_REGISTRY_MEMORY_MAX_CALLS", "7"));

        assertEquals(7, settings.get(MAX_CALLS));
        assertEquals("the environment", settings.origin(MAX_CALLS));
        settings.refuseUnknown(KNOWN);
    }

    @Test
    void an_unknown_setting_names_the_nearest_known_one() {
        Settings settings = settings(Map.of("gatway", "sip"), Map.of(), Map.of());

        var refusal = assertThrows(SettingException.class, () -> settings.refuseUnknown(KNOWN));

        assertEquals(
                "There is no setting gatway (from the command line). Did you mean gateway? --print-config lists them all.",
                refusal.getMessage());
    }

    @Test
    void an_unknown_variable_names_the_nearest_known_one() {
        Settings settings = settings(Map.of(), Map.of(), Map.of("EWS_PHONE_CALL_RINGTIME", "1s"));

        var refusal = assertThrows(SettingException.class, () -> settings.refuseUnknown(KNOWN));

        assertEquals(
                "There is no setting EWS_PHONE_CALL_RINGTIME (from the environment). Did you mean"
                        + " EWS_PHONE_CALL_RING_TIME? --print-config lists them all.",
                refusal.getMessage());
    }

    @Test
    void the_variables_of_a_kubernetes_service_of_our_name_are_not_ours() {
        var links = Map.of(
                "EWS_PHONE_SERVICE_HOST", "10.0.0.1",
                "EWS_PHONE_SERVICE_PORT_HTTPS", "8443",
                "EWS_PHONE_PORT", "tcp://10.0.0.1:8443",
                "EWS_PHONE_PORT_8443_TCP_ADDR", "10.0.0.1");

        settings(Map.of(), Map.of(), links).refuseUnknown(KNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "registry.memory.max-calls, 101, must be a whole number from 1 to 100",
        "registry.memory.max-calls, many, must be a whole number from 1 to 100",
        "call.ring-time, 0s, 'must be a time above zero such as 500ms, 10s, 5m, 1h or 2d'",
        "call.ring-time, soon, 'must be a time above zero such as 500ms, 10s, 5m, 1h or 2d'",
    })
    void a_value_that_makes_no_sense_is_named_with_its_origin(String name, String value, String reason) {
        Settings settings = settings(Map.of(name, value), Map.of(), Map.of());
        Setting<?> setting = name.equals(RING.name()) ? RING : MAX_CALLS;

        var refusal = assertThrows(SettingException.class, () -> settings.get(setting));

        assertEquals(
                "The setting " + name + " is \"" + value + "\" (from the command line), but it " + reason + ".",
                refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "10s, PT10S", "5m, PT5M", "1h, PT1H", "2d, PT48H", "PT1M30S, PT1M30S"})
    void a_time_is_written_in_a_short_way_or_as_iso_8601(String text, Duration duration) {
        assertEquals(
                duration,
                settings(Map.of("call.ring-time", text), Map.of(), Map.of()).get(RING));
    }

    @Test
    void a_secret_is_masked_where_it_is_shown() {
        Settings settings = settings(Map.of("registry.jdbc.password", "p${w}d"), Map.of(), Map.of());

        assertEquals("********", settings.shown(SECRET));
        assertEquals(Optional.of("p${w}d"), settings.get(SECRET));
    }

    @Test
    void a_blank_value_is_none() {
        assertEquals(
                Optional.empty(),
                settings(Map.of("registry.jdbc.password", " "), Map.of(), Map.of())
                        .get(SECRET));
    }
}
