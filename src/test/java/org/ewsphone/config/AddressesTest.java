package org.ewsphone.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressesTest {

    private static final Setting<Addresses> SETTING = Addresses.setting("proxies", "");

    private static Addresses addresses(String text) {
        return Settings.read(Map.of("proxies", text), Map.of(), Map.of(), Map.of())
                .get(SETTING);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.7, true",
        "10.0.0.8, false",
        "10.1.255.255, true",
        "10.2.0.0, false",
        "::ffff:10.0.0.7, true",
        "fd00:0:0::1, true",
        "fe00::1, false",
        "10.0.0.999, false",
        "localhost, false",
        "::::, false",
        "'', false"
    })
    void an_address_is_one_of_them_however_it_is_written(String address, boolean contained) {
        assertEquals(contained, addresses("10.0.0.7, 10.1.0.0/16, fd00::/8").contains(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.org", "10.0.0.0/33", "10.0.0.0/x", "10.0.0", "300.0.0.1", "fd00::/-1"})
    void anything_else_is_refused(String text) {
        var refusal = assertThrows(SettingException.class, () -> addresses(text));

        assertEquals(
                "The setting proxies is \"" + text
                        + "\" (from the command line), but it must be IP addresses or networks"
                        + " with commas between them, as 10.0.0.7, fd00::/8.",
                refusal.getMessage());
    }

    @Test
    void without_the_setting_there_are_none() {
        assertEquals(true, addresses(" ").isEmpty());
    }
}
