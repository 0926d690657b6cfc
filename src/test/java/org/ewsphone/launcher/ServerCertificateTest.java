package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificateTest {

    @TempDir
    private Path temporary;

    @Test
    void the_operators_files_are_taken_as_they_are() {
        PemFiles own = made("own");

        assertEquals(own, chosen(own.certificate(), own.key()));
    }

    @Test
    void a_key_of_another_certificate_is_refused() {
        Path key = made("other").key();

        String refusal = refusal(made("own").certificate(), key);

        assertEquals(
                "The setting tls.key is \"" + key
                        + "\" (from the command line), but it is not the private key of tls.certificate.",
                refusal);
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        Path missing = temporary.resolve("missing.pem");

        assertEquals(
                "The setting tls.certificate is \"" + missing
                        + "\" (from the command line), but this user cannot read such a file.",
                refusal(missing, made("own").key()));
    }

    @Test
    void something_else_than_a_certificate_is_refused() throws Exception {
        Path garbage = Files.writeString(temporary.resolve("garbage.pem"), "garbage");

        assertTrue(refusal(garbage, made("own").key()).endsWith("but it must be a certificate in PEM."));
    }

    @Test
    void something_else_than_a_key_is_refused() throws Exception {
        Path garbage = Files.writeString(temporary.resolve("garbage.pem"), "garbage");

        assertTrue(refusal(made("own").certificate(), garbage)
                .endsWith("but it must be the private key of tls.certificate in PEM (PKCS #8, not encrypted)."));
    }

    @Test
    void a_certificate_without_its_key_is_refused() {
        var settings = Settings.read(
                Map.of("home", temporary.toString(), "tls.certificate", "a.pem"), Map.of(), Map.of(), Map.of());

        var refusal = assertThrows(
                SettingException.class,
                () -> ServerCertificate.chosenBy(settings, ListenAddress.from(settings), Clock.systemUTC()));

        assertEquals("tls.certificate and tls.key belong together, but only one of them is set.", refusal.getMessage());
    }

    private String refusal(Path certificate, Path key) {
        return String.valueOf(assertThrows(SettingException.class, () -> chosen(certificate, key))
                .getMessage());
    }

    private PemFiles chosen(Path certificate, Path key) {
        var settings = Settings.read(
                Map.of(
                        "home",
                        temporary.resolve("home").toString(),
                        "tls.certificate",
                        certificate.toString(),
                        "tls.key",
                        key.toString()),
                Map.of(),
                Map.of(),
                Map.of());
        var address = new ListenAddress("127.0.0.1", InetAddress.getLoopbackAddress());
        return ServerCertificate.chosenBy(settings, address, Clock.systemUTC());
    }

    private PemFiles made(String directory) {
        return new SelfSignedCertificate(temporary.resolve(directory), List.of("localhost"), Clock.systemUTC()).files();
    }
}
