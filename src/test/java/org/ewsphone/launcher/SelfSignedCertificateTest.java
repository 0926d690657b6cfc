package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfSignedCertificateTest {

    private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");

    @TempDir
    private Path temporary;

    @Test
    void it_bears_the_names_for_825_days() throws Exception {
        X509Certificate certificate = made(NAMES, Clock.systemUTC()).read();

        assertEquals(
                NAMES,
                certificate.getSubjectAlternativeNames().stream()
                        .map(name -> String.valueOf(name.get(1)))
                        .toList());
        assertEquals(
                825,
                ChronoUnit.DAYS.between(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant()));
        assertEquals(
                256,
                ((ECPublicKey) certificate.getPublicKey())
                        .getParams()
                        .getOrder()
                        .bitLength());
    }

    @Test
    void key_and_certificate_belong_together() throws Exception {
        assertTrue(made(NAMES, Clock.systemUTC()).belongTogether());
    }

    @Test
    void only_its_owner_reads_the_key() throws Exception {
        PemFiles files = made(NAMES, Clock.systemUTC());

        assertEquals(
                List.of("rwx------", "rw-------", "rw-r--r--"),
                Stream.of(directory(), files.key(), files.certificate())
                        .map(SelfSignedCertificateTest::mode)
                        .toList());
    }

    @Test
    void no_keystore_is_left() throws Exception {
        made(NAMES, Clock.systemUTC());

        try (Stream<Path> files = Files.list(directory())) {
            assertEquals(
                    List.of(".lock", "certificate.pem", "key.pem"),
                    files.map(Path::getFileName).map(Path::toString).sorted().toList());
        }
    }

    @Test
    void it_is_kept_until_its_last_week() throws Exception {
        X509Certificate first = made(NAMES, Clock.systemUTC()).read();

        assertEquals(first, made(NAMES, before(first, Duration.ofDays(8))).read());
    }

    @Test
    void it_is_made_anew_in_its_last_week() throws Exception {
        X509Certificate first = made(NAMES, Clock.systemUTC()).read();

        assertFalse(first.equals(made(NAMES, before(first, Duration.ofDays(6))).read()));
    }

    @Test
    void it_is_made_anew_for_another_name() throws Exception {
        made(NAMES, Clock.systemUTC());
        List<String> more =
                Stream.concat(NAMES.stream(), Stream.of("192.0.2.7")).toList();

        X509Certificate certificate = made(more, Clock.systemUTC()).read();

        assertTrue(certificate.getSubjectAlternativeNames().stream().anyMatch(name -> name.contains("192.0.2.7")));
    }

    @Test
    void it_is_made_anew_when_the_key_is_another() throws Exception {
        PemFiles files = made(NAMES, Clock.systemUTC());
        Files.copy(
                new SelfSignedCertificate(temporary.resolve("other"), NAMES, Clock.systemUTC())
                        .files()
                        .key(),
                files.key(),
                StandardCopyOption.REPLACE_EXISTING);

        assertTrue(made(NAMES, Clock.systemUTC()).belongTogether());
    }

    @Test
    void a_second_start_changes_nothing() throws Exception {
        byte[] key = Files.readAllBytes(made(NAMES, Clock.systemUTC()).key());

        assertArrayEquals(key, Files.readAllBytes(made(NAMES, Clock.systemUTC()).key()));
    }

    private PemFiles made(List<String> names, Clock clock) {
        return new SelfSignedCertificate(directory(), names, clock).files();
    }

    private Path directory() {
        return temporary.resolve("home/tls");
    }

    private static Clock before(X509Certificate certificate, Duration end) {
        Instant expiry = certificate.getNotAfter().toInstant();
        return Clock.fixed(expiry.minus(end), ZoneOffset.UTC);
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
