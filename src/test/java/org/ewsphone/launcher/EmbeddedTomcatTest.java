package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedTomcatTest {

    @TempDir
    private Path temporary;

    @Test
    void a_path_in_another_case_reaches_the_endpoint_with_its_query() throws Exception {
        try (var tomcat = serving(EmbeddedTomcatTest::echo)) {
            assertTrue(said(tomcat, "GET /ews/exchange.ASMX?WSDL=Yes HTTP/1.1")
                    .endsWith("\r\n\r\n/EWS/Exchange.asmx WSDL=Yes"));
        }
    }

    @Test
    void no_header_tells_what_it_runs_on() throws Exception {
        try (var tomcat = serving(EmbeddedTomcatTest::echo)) {
            String answer = said(tomcat, "GET /EWS/Exchange.asmx HTTP/1.1");

            assertFalse(answer.contains("\r\nServer:") || answer.contains("\r\nX-Powered-By:"), answer);
        }
    }

    @Test
    void an_error_page_tells_nothing() throws Exception {
        try (var tomcat = serving(context -> servlet(context, request -> {
            throw new IllegalStateException("secret");
        }))) {
            String answer = said(tomcat, "GET /EWS/Exchange.asmx HTTP/1.1");

            assertTrue(answer.startsWith("HTTP/1.1 500"), answer);
            assertFalse(answer.contains("secret") || answer.contains("Tomcat"), answer);
        }
    }

    @Test
    void trace_is_refused_where_nothing_is() throws Exception {
        try (var tomcat = serving(EmbeddedTomcatTest::echo)) {
            assertTrue(said(tomcat, "TRACE /EWS/nothing HTTP/1.1").startsWith("HTTP/1.1 405"));
        }
    }

    @Test
    void public_files_are_served_with_their_type() throws Exception {
        Files.createDirectories(temporary.resolve("web/console"));
        Files.writeString(temporary.resolve("web/console/app.js"), "hello");

        try (var tomcat = serving(EmbeddedTomcatTest::echo)) {
            String answer = said(tomcat, "GET /EWS/console/app.js HTTP/1.1");

            assertTrue(answer.contains("\r\nContent-Type: text/javascript"), answer);
            assertTrue(answer.endsWith("\r\n\r\nhello"), answer);
        }
    }

    @Test
    void tls_1_2_and_1_3_are_spoken() throws Exception {
        try (var tomcat = serving(EmbeddedTomcatTest::echo)) {
            assertEquals("TLSv1.2", protocol(tomcat, "TLSv1.2"));
            assertEquals("TLSv1.3", protocol(tomcat, "TLSv1.3"));
        }
    }

    @Test
    void a_suite_without_forward_secrecy_is_refused() throws Exception {
        try (var tomcat = serving(EmbeddedTomcatTest::echo);
                var socket = socket(tomcat, "TLSv1.2")) {
            socket.setEnabledCipherSuites(new String[] {"TLS_RSA_WITH_AES_128_GCM_SHA256"});

            assertThrows(SSLException.class, socket::startHandshake);
        }
    }

    @Test
    void what_the_application_refuses_is_told_as_it_is() {
        var refusal = new SettingException("The setting x is wrong.");

        assertSame(
                refusal,
                assertThrows(
                        SettingException.class,
                        () -> serving(context -> {
                            throw refusal;
                        })));
    }

    @Test
    void a_request_under_way_is_answered_before_it_ends() throws Exception {
        var entered = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        var tomcat = serving(context -> servlet(context, request -> {
            entered.countDown();
            await(released);
            return "done";
        }));
        URI url = plain(tomcat);
        var answer = CompletableFuture.supplyAsync(() -> said(url, "GET /EWS/Exchange.asmx HTTP/1.1"));
        await(entered);

        var closed = CompletableFuture.runAsync(tomcat::close);
        released.countDown();

        closed.join();
        assertTrue(answer.join().endsWith("\r\n\r\ndone"));
    }

    private EmbeddedTomcat serving(Consumer<ServletContext> mount) {
        var settings = Settings.read(
                Map.of("home", temporary.resolve("home").toString(), "https-port", "0", "http-port", "0"),
                Map.of(),
                Map.of(),
                Map.of());
        var address = ListenAddress.from(settings);
        PemFiles certificate = ServerCertificate.chosenBy(settings, address, Clock.systemUTC());
        Optional<Path> webFiles = new Installation(temporary).webFiles();
        var tomcat = EmbeddedTomcat.bound(Listeners.from(settings, address, certificate), settings.home(), webFiles);
        try {
            tomcat.serve(mount);
            return tomcat;
        } catch (RuntimeException e) {
            tomcat.close();
            throw e;
        }
    }

    private static void echo(ServletContext context) {
        servlet(context, request -> request.getRequestURI() + " " + request.getQueryString());
    }

    private static void servlet(ServletContext context, Answer answer) {
        context.addServlet("endpoint", new HttpServlet() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                        response.getOutputStream().print(answer.to(request));
                    }
                })
                .addMapping("/Exchange.asmx");
    }

    private static String said(EmbeddedTomcat tomcat, String request) {
        return said(plain(tomcat), request);
    }

    private static String said(URI url, String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            socket.getOutputStream()
                    .write((request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI plain(EmbeddedTomcat tomcat) {
        return tomcat.urls().skip(1).findFirst().orElseThrow();
    }

    private String protocol(EmbeddedTomcat tomcat, String protocol) throws Exception {
        try (var socket = socket(tomcat, protocol)) {
            return socket.getSession().getProtocol();
        }
    }

    private SSLSocket socket(EmbeddedTomcat tomcat, String protocol) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load((InputStream) null, null);
        Path tls = temporary.resolve("home/tls");
        trusted.setCertificateEntry(
                "server", new PemFiles(tls.resolve("certificate.pem"), tls.resolve("key.pem")).read());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        int port = tomcat.urls().findFirst().orElseThrow().getPort();
        var socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setEnabledProtocols(new String[] {protocol});
        return socket;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Answer {
        String to(HttpServletRequest request);
    }
}
