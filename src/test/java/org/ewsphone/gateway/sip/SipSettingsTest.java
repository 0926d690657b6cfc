package org.ewsphone.gateway.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.ewsphone.gateway.sip.signalling.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a trunk is told to be. Nothing here is sent. */
final class SipSettingsTest {

    private static final String PROXY = "sip:127.0.0.1:5070";

    @ParameterizedTest
    @CsvSource({
        "sip:127.0.0.1, UDP, 5060",
        "sip:127.0.0.1:5070;transport=udp, UDP, 5070",
        "sip:127.0.0.1:5070;transport=tcp, TCP, 5070",
        "sip:127.0.0.1;transport=tls, TLS, 5061",
        "sips:127.0.0.1, TLS, 5061",
        "sips:127.0.0.1:5071;transport=tcp, TLS, 5071",
    })
    void the_proxy_says_how_it_is_spoken_to(String proxy, Protocol protocol, int port) {
        SipTrunk trunk = trunk("gateway.sip.proxy", proxy);

        assertEquals(protocol, trunk.protocol());
        assertEquals(port, trunk.proxyAddress().getPort());
    }

    @ParameterizedTest
    @CsvSource({
        "sips:127.0.0.1;transport=udp",
        "sip:127.0.0.1;transport=sctp",
        "sip:somebody@127.0.0.1",
        "127.0.0.1:5060",
        "sip:127.0.0.1:70000"
    })
    void a_proxy_that_cannot_be_spoken_to_is_refused(String proxy) {
        refused("gateway.sip.proxy", "gateway.sip.proxy", proxy);
    }

    @Test
    void without_a_proxy_there_is_no_trunk() {
        refused("gateway.sip.proxy");
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0", "0.0.0.0:5060", "[::]:5060", "localhost:5060", "127.0.0.1:70000", ":5060"})
    void all_addresses_of_a_machine_are_no_address(String bind) {
        refused("gateway.sip.bind", "gateway.sip.proxy", PROXY, "gateway.sip.bind", bind);
    }

    @Test
    void without_an_address_of_its_own_it_takes_the_one_that_faces_the_proxy() {
        assertEquals(
                "127.0.0.1",
                trunk("gateway.sip.proxy", PROXY).bind().getAddress().getHostAddress());
    }

    @Test
    void it_calls_in_the_name_that_is_given_or_in_that_of_its_user() {
        assertEquals(
                "sip:ews-phone@127.0.0.1:5070",
                trunk("gateway.sip.proxy", PROXY).from());
        assertEquals(
                "sip:gw@127.0.0.1:5070",
                trunk("gateway.sip.proxy", PROXY, "gateway.sip.user", "gw", "gateway.sip.password", "x")
                        .from());
        assertEquals(
                "sip:+34915550100@example.org",
                trunk("gateway.sip.proxy", PROXY, "gateway.sip.from", "Ana <sip:+34915550100@example.org>")
                        .from());
    }

    @ParameterizedTest
    @CsvSource({"gateway.sip.user", "gateway.sip.password"})
    void a_user_without_a_password_is_half_a_user(String setting) {
        refused(setting, "gateway.sip.proxy", PROXY, setting, "x");
    }

    @ParameterizedTest
    @CsvSource({"20000", "20000-10000", "0-100", "20000-70000", "20000-20000", "a-b"})
    void ports_for_sound_are_a_range(String ports) {
        refused("gateway.sip.rtp-ports", "gateway.sip.proxy", PROXY, "gateway.sip.rtp-ports", ports);
    }

    @Test
    void it_asks_the_proxy_whether_it_is_there_unless_told_not_to() {
        assertTrue(trunk("gateway.sip.proxy", PROXY).watching().isPresent());
        assertEquals(
                Optional.empty(),
                trunk("gateway.sip.proxy", PROXY, "gateway.sip.options", "false")
                        .watching());
    }

    @Test
    void certificates_that_cannot_be_read_are_refused(@TempDir Path directory) throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.pem"));

        refused("gateway.sip.tls.trust", "gateway.sip.proxy", PROXY, "gateway.sip.tls.trust", empty.toString());
        refused(
                "gateway.sip.tls.trust",
                "gateway.sip.proxy",
                PROXY,
                "gateway.sip.tls.trust",
                directory.resolve("missing.pem").toString());
    }

    private static void refused(String setting, String... settings) {
        SettingException refusal = assertThrows(SettingException.class, () -> trunk(settings));

        assertTrue(String.valueOf(refusal.getMessage()).contains(setting), refusal::toString);
    }

    private static SipTrunk trunk(String... settings) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return SipSettings.trunk(Settings.read(all, Map.of(), Map.of(), Map.of()));
    }
}
