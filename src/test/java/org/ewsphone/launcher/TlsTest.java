package org.ewsphone.launcher;

import static org.ewsphone.launcher.ServerOnLoopback.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.ewsphone.app.Envelopes;
import org.ewsphone.config.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates on both sides of real connections. */
@Timeout(60)
final class TlsTest {

    private static final String PLAY = Envelopes.named("play/documented").request();

    @TempDir
    private Path temporary;

    @Test
    void another_certificate_on_the_disk_is_served_without_a_restart() throws Exception {
        PemFiles served = made("served", "localhost");
        PemFiles other = made("other", "localhost");
        PemFiles first = new PemFiles(Files.copy(served.certificate(), temporary.resolve("first.pem")), served.key());
        try (var server = server(served)) {
            assertEquals(first.read(), shown(server, first, other));

            replace(served, other);

            while (!shown(server, first, other).equals(other.read())) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void a_broken_pair_keeps_the_old_one_and_is_told_once() throws Exception {
        PemFiles served = made("served", "localhost");
        PemFiles other = made("other", "localhost");
        X509Certificate first = served.read();
        PemFiles kept = new PemFiles(Files.copy(served.certificate(), temporary.resolve("kept.pem")), served.key());
        var log = new LogLines();
        Logger logger = Logger.getLogger(CertificateWatch.class.getName());
        logger.addHandler(log);
        try (var server = server(served)) {
            Files.copy(other.certificate(), served.certificate(), StandardCopyOption.REPLACE_EXISTING);

            assertTrue(log.next().endsWith("the old ones are kept: the key is not that of the certificate"));
            assertEquals(first, shown(server, kept));

            replace(served, other);
            assertTrue(log.next().endsWith("is served from now on"));
            assertEquals(other.read(), shown(server, other));
        } finally {
            logger.removeHandler(log);
        }
    }

    @Test
    void a_client_certificate_tells_the_user() throws Exception {
        PemFiles served = made("served", "localhost");
        PemFiles ana = made("ana", "ana");
        try (var server = server(
                served,
                "tls.client-certificates",
                "required",
                "tls.client-ca",
                ana.certificate().toString(),
                "auth",
                "container")) {
            String answer = said(server, client(List.of(served), ana), "POST", "Content-Type: text/xml", PLAY);

            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        }
        String audit = Files.readString(temporary.resolve("home/audit.jsonl"));
        assertTrue(audit.contains("\"caller\":\"ana\""), audit);
    }

    @Test
    void without_a_required_certificate_there_is_no_connection() throws Exception {
        PemFiles served = made("served", "localhost");
        PemFiles ana = made("ana", "ana");
        try (var server = server(
                served,
                "tls.client-certificates",
                "required",
                "tls.client-ca",
                ana.certificate().toString())) {
            assertThrows(IOException.class, () -> said(server, client(List.of(served)), "GET", "X: y", ""));
            assertThrows(
                    IOException.class,
                    () -> said(server, client(List.of(served), made("mallory", "ana")), "GET", "X: y", ""));
        }
    }

    @Test
    void a_wanted_certificate_may_be_missing() throws Exception {
        PemFiles served = made("served", "localhost");
        PemFiles ana = made("ana", "ana");
        try (var server = server(
                served,
                "tls.client-certificates",
                "wanted",
                "tls.client-ca",
                ana.certificate().toString(),
                "auth",
                "container,basic")) {
            var stranger = client(List.of(served));

            assertTrue(said(server, stranger, "GET", "X: y", "").startsWith("HTTP/1.1 401"));
            assertTrue(said(server, stranger, "GET", "Authorization: " + basic("demo:secret"), "")
                    .startsWith("HTTP/1.1 200"));
            assertTrue(said(server, client(List.of(served), ana), "GET", "X: y", "")
                    .startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void client_certificates_without_an_authority_are_refused_at_the_start() {
        PemFiles served = made("served", "localhost");

        assertEquals(
                "The setting tls.client-certificates is \"required\", but tls.client-ca does not say whose certificates"
                        + " count.",
                assertThrows(SettingException.class, () -> server(served, "tls.client-certificates", "required"))
                        .getMessage());
        assertEquals(
                "The setting tls.client-ca is \"" + served.key() + "\" (from the command line), but it must be a file"
                        + " with certificates in PEM that this user may read.",
                assertThrows(
                                SettingException.class,
                                () -> server(
                                        served,
                                        "tls.client-certificates",
                                        "wanted",
                                        "tls.client-ca",
                                        served.key().toString()))
                        .getMessage());
    }

    @Test
    void http_2_is_not_spoken() throws Exception {
        PemFiles served = made("served", "localhost");
        try (var server = server(served);
                var socket = socket(server, client(List.of(served)))) {
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();

            assertFalse("h2".equals(socket.getApplicationProtocol()));
        }
    }

    /** Byte by byte, since the JDK's own client does not speak it any more either. */
    @Test
    void tls_1_1_is_not_spoken() throws Exception {
        String hello = "0302" + "00".repeat(32) + "00" + "0006c009c013002f" + "0100";
        String record = "1603010033" + "0100002f" + hello + "0000";
        try (var server = server(made("served", "localhost"));
                var socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.httpsUrl().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(HexFormat.of().parseHex(record));
            byte[] answer = socket.getInputStream().readNBytes(7);

            assertEquals(0x15, answer[0], "an alert");
            assertEquals(70, answer[6], "of the protocol version");
        }
    }

    @Test
    void pages_are_careful_and_insist_on_https() throws Exception {
        PemFiles served = made("served", "localhost");
        try (var server = server(served)) {
            String page = said(server, client(List.of(served)), "GET", "Authorization: " + basic("demo:secret"), "");

            for (String header : List.of(
                    "X-Content-Type-Options: nosniff",
                    "X-Frame-Options: DENY",
                    "Referrer-Policy: no-referrer",
                    "Cache-Control: no-store",
                    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
                    "Strict-Transport-Security: max-age=31536000")) {
                assertTrue(page.contains("\r\n" + header + "\r\n"), page);
            }
        }
    }

    @Test
    void a_mail_address_comes_before_the_common_name() throws Exception {
        assertEquals(
                "ana", CertificateIdentity.nameIn(made("ana", "ana").read()).orElse(""));
        assertEquals(
                "ana@example.org",
                CertificateIdentity.nameIn(withAddress("ana@example.org")).orElse(""));
    }

    private ServerOnLoopback server(PemFiles certificate, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "user",
                "demo:secret",
                "tls.certificate",
                certificate.certificate().toString(),
                "tls.key",
                certificate.key().toString()));
        all.addAll(List.of(settings));
        Path home = Files.createDirectories(temporary.resolve("home"));
        return ServerOnLoopback.start(home, Clock.systemUTC(), all.toArray(String[]::new));
    }

    private PemFiles made(String directory, String name) {
        return new SelfSignedCertificate(temporary.resolve(directory), List.of(name), Clock.systemUTC()).files();
    }

    private X509Certificate withAddress(String address) throws Exception {
        Path store = temporary.resolve("mail.p12");
        var keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Ana",
                "-ext",
                "san=email:" + address,
                "-storepass",
                "secret",
                "-keystore",
                store.toString());
        assertEquals(0, keytool.inheritIO().start().waitFor());
        KeyStore read = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
        return (X509Certificate) read.getCertificate("mail");
    }

    /** The key first, as everybody should. */
    private static void replace(PemFiles old, PemFiles other) throws IOException {
        Files.copy(other.key(), old.key(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(other.certificate(), old.certificate(), StandardCopyOption.REPLACE_EXISTING);
    }

    private static X509Certificate shown(ServerOnLoopback server, PemFiles... trusted) throws Exception {
        try (var socket = socket(server, client(List.of(trusted)))) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLContext client(List<PemFiles> trusted, PemFiles... own) throws Exception {
        KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
        authorities.load(null, null);
        for (PemFiles files : trusted) {
            authorities.setCertificateEntry("trusted-" + authorities.size(), files.read());
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        var context = SSLContext.getInstance("TLS");
        context.init(own.length == 0 ? new KeyManager[0] : keys(own[0]), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyManager[] keys(PemFiles own) throws Exception {
        char[] password = "secret".toCharArray();
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("own", own.readKey("EC"), password, new X509Certificate[] {own.read()});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        return keys.getKeyManagers();
    }

    private static SSLSocket socket(ServerOnLoopback server, SSLContext context) throws IOException {
        int port = server.httpsUrl().getPort();
        var socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static String said(ServerOnLoopback server, SSLContext context, String method, String header, String body)
            throws IOException {
        try (var socket = socket(server, context)) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String head = method + " /EWS/Exchange.asmx HTTP/1.1\r\nHost: mail.example.org\r\nConnection: close\r\n"
                    + header + "\r\nContent-Length: " + bytes.length + "\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What the log says, to be waited for. */
    private static final class LogLines extends Handler {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            return String.valueOf(lines.poll(30, TimeUnit.SECONDS));
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
