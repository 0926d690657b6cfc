package org.ewsphone.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.ewsphone.config.Addresses;
import org.ewsphone.config.Settings;
import org.ewsphone.spi.OneHeader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 198.51.100.9, 192.0.2.1",
        "10.0.0.1, 198.51.100.9, 198.51.100.9",
        "10.0.0.1, '1.1.1.1, 198.51.100.9, 10.0.0.2', 198.51.100.9",
        "10.0.0.1, '1.1.1.1, nonsense', 10.0.0.1",
        "10.0.0.1, 10.0.0.3, 10.0.0.1",
        "10.0.0.1, 2001:DB8::1, 2001:db8:0:0:0:0:0:1"
    })
    void a_client_is_where_the_last_trusted_proxy_says(String peer, String forwarded, String client) {
        var proxies = Settings.read(Map.of("http.trusted-proxies", "10.0.0.0/8"), Map.of(), Map.of(), Map.of())
                .get(Addresses.TRUSTED_PROXIES);

        assertEquals(client, new ClientAddress(proxies).of(new OneHeader(peer, "X-Forwarded-For", forwarded)));
    }
}
