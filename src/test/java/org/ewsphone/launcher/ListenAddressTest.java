package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, https://127.0.0.1:1/x",
        "localhost, https://localhost:1/x",
        "0.0.0.0, https://localhost:1/x",
        "::, https://localhost:1/x",
        "::1, https://[0:0:0:0:0:0:0:1]:1/x"
    })
    void its_url_is_for_clients_on_this_machine(String bind, String url) {
        assertEquals(url, address(bind).url("https", 1, "/x").toString());
    }

    @Test
    void a_concrete_address_is_among_the_names_of_the_certificate() {
        assertEquals(
                List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "192.0.2.7"),
                address("192.0.2.7").names());
    }

    @Test
    void all_addresses_are_no_name_of_the_certificate() {
        assertEquals(3, address("0.0.0.0").names().size());
    }

    @Test
    void what_is_no_address_is_refused() {
        var refusal = assertThrows(SettingException.class, () -> address("not an address"));

        assertTrue(String.valueOf(refusal.getMessage()).startsWith("The setting bind is \"not an address\""));
    }

    private static ListenAddress address(String bind) {
        return ListenAddress.from(Settings.read(Map.of("bind", bind), Map.of(), Map.of(), Map.of()));
    }
}
