package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ewsphone.app.Envelopes;
import org.ewsphone.config.Settings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the endpoint takes requests from HTTP, in one server of this process. */
final class HttpTest {

    private static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString("demo:secret".getBytes(StandardCharsets.UTF_8));

    private static final Envelopes GOOD = Envelopes.named("disconnect/documented");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path home;

    @SuppressWarnings("NullAway.Init")
    private static Server server;

    @SuppressWarnings("NullAway.Init")
    private static URI url;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws IOException {
        Path ready = home.resolve("ready");
        var settings = Map.of(
                "home", home.toString(),
                "user", "demo:secret",
                "https-port", "0",
                "http-port", "0",
                "http.body-time", "1s",
                "http.head-time", "1s",
                "http.trusted-proxies", "127.0.0.2",
                "ready-file", ready.toString());
        server = Server.start(Settings.read(settings, Map.of(), Map.of(), Map.of()), new Installation(home));
        server.announce();
        url = URI.create(Files.readAllLines(ready).get(1));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpRequest.Builder request(URI where) {
        return HttpRequest.newBuilder(where).header("Authorization", AUTHORIZATION);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(String contentType, BodyPublisher body) throws Exception {
        return send(request(url).header("Content-Type", contentType).POST(body));
    }

    private static BodyPublisher good() {
        return BodyPublishers.ofString(GOOD.request());
    }

    private static void assertFault(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode());
        assertTrue(answer.body().contains("a:" + code + "</faultcode>"), answer.body());
        assertTrue(answer.body().contains("ServerVersionInfo"), answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/xml",
                "text/xml; charset=utf-8",
                "text/xml;charset=UTF-8",
                "TEXT/XML ; charset=\"utf-8\"",
                "text/xml; charset='utf-8'",
                "text/xml; action=\"x\"; charset=utf-8;"
            })
    void a_content_type_may_be_spelled_as_clients_spell_it(String contentType) throws Exception {
        HttpResponse<String> answer = post(contentType, good());

        GOOD.assertAnsweredBy(answer.statusCode(), answer.body());
        assertEquals(
                "text/xml;charset=utf-8",
                answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(answer.headers().firstValue("Content-Length").isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/soap+xml; charset=utf-8",
                "text/xml; charset=iso-8859-1",
                "text/xmlx",
                "text/html",
                "application/json",
                "application/fastinfoset",
                "multipart/related; type=\"text/xml\""
            })
    void any_other_content_type_is_refused_with_a_fault(String contentType) throws Exception {
        assertFault(415, "ErrorInvalidRequest", post(contentType, good()));
    }

    @Test
    void a_request_without_a_content_type_is_refused_with_a_fault() throws Exception {
        assertFault(415, "ErrorInvalidRequest", send(request(url).POST(good())));
    }

    @Test
    void a_content_encoding_is_refused_with_a_fault() throws Exception {
        var zipped = request(url)
                .header("Content-Type", "text/xml")
                .header("Content-Encoding", "gzip")
                .POST(good());

        assertFault(415, "ErrorInvalidRequest", send(zipped));
    }

    @ParameterizedTest
    @CsvSource({"UTF-16, UTF-16", "UTF-16LE, UTF-16", "UTF-16BE, UTF-16"})
    void utf_16_is_read_by_its_mark_or_its_declaration(Charset charset, String declared) throws Exception {
        String text = GOOD.request().replace("encoding=\"utf-8\"", "encoding=\"" + declared + "\"");

        HttpResponse<String> answer =
                post("text/xml; charset=utf-16", BodyPublishers.ofByteArray(text.getBytes(charset)));

        GOOD.assertAnsweredBy(answer.statusCode(), answer.body());
    }

    @ParameterizedTest
    @CsvSource({"utf-16, UTF-8", "utf-16le, UTF-8", "utf-8, UTF-16LE", "utf-16be, UTF-16LE", "utf-16le, UTF-16"})
    void a_charset_that_contradicts_the_bytes_is_refused_with_a_fault(String said, Charset meant) throws Exception {
        String text = GOOD.request()
                .replace("<?xml version=\"1.0\" encoding=\"utf-8\"?>", "")
                .strip();

        HttpResponse<String> answer =
                post("text/xml; charset=" + said, BodyPublishers.ofByteArray(text.getBytes(meant)));

        assertFault(415, "ErrorInvalidRequest", answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "US-ASCII", "utf-7", "UTF-8x"})
    void a_declaration_of_another_encoding_is_refused_with_a_fault(String declared) throws Exception {
        String text = GOOD.request().replace("encoding=\"utf-8\"", "encoding=\"" + declared + "\"");

        assertFault(415, "ErrorInvalidRequest", post("text/xml", BodyPublishers.ofString(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"http://schemas.microsoft.com/exchange/services/2006/messages/PlayOnPhone\"", "urn:x", "\"\""})
    void a_soap_action_changes_nothing(String action) throws Exception {
        HttpResponse<String> answer = send(request(url)
                .header("Content-Type", "text/xml")
                .header("SOAPAction", action)
                .POST(good()));

        GOOD.assertAnsweredBy(answer.statusCode(), answer.body());
    }

    @Test
    void a_body_in_chunks_is_read() throws Exception {
        byte[] text = GOOD.request().getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer =
                post("text/xml", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text)));

        GOOD.assertAnsweredBy(answer.statusCode(), answer.body());
    }

    @Test
    void a_client_may_wait_for_100_continue() throws Exception {
        HttpResponse<String> answer = send(request(url)
                .header("Content-Type", "text/xml")
                .expectContinue(true)
                .POST(good()));

        GOOD.assertAnsweredBy(answer.statusCode(), answer.body());
    }

    @Test
    void a_large_body_is_refused_with_a_fault_and_the_next_request_is_answered() throws Exception {
        assertFault(413, "ErrorInvalidRequest", post("text/xml", BodyPublishers.ofByteArray(new byte[300_000])));
        byte[] chunks = new byte[300_000];
        assertFault(
                413,
                "ErrorInvalidRequest",
                post("text/xml", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(chunks))));

        HttpResponse<String> answer = post("text/xml", good());
        GOOD.assertAnsweredBy(answer.statusCode(), answer.body());
    }

    @Test
    void a_body_that_never_comes_is_given_up_with_a_fault() {
        String answer = said("POST " + url.getPath() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + AUTHORIZATION
                + "\r\nContent-Type: text/xml\r\nContent-Length: 700\r\n\r\n<?xml");

        assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
        assertTrue(answer.contains("a:ErrorInvalidRequest</faultcode>"), answer);
        assertTrue(answer.contains("Connection: close"), answer);
    }

    @Test
    void a_head_that_never_ends_is_given_up_however_often_a_byte_arrives() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            socket.setSoTimeout(100);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.UTF_8));
            assertTrue(isClosedWhileDripping(socket), "It was still open after 300 bytes");
        }
    }

    @Test
    void when_too_many_bodies_are_waited_for_the_oldest_is_given_up() throws Exception {
        String begun = "POST " + url.getPath() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + AUTHORIZATION
                + "\r\nContent-Type: text/xml\r\nContent-Length: 700\r\n\r\n<?xml";
        try (var server = patientServer()) {
            assertOldestEnds(server.url(), begun, "HTTP/1.1 408");
        }
    }

    @Test
    void when_too_many_heads_are_waited_for_the_oldest_connection_is_closed() throws Exception {
        try (var server = patientServer()) {
            assertOldestEnds(server.url(), "POST / HTTP/1.1\r\nX: ", "");
        }
    }

    private static ServerOnLoopback patientServer() throws IOException {
        return ServerOnLoopback.start(
                Files.createDirectories(home.resolve("patient")),
                Clock.systemUTC(),
                "user",
                "demo:secret",
                "http.body-time",
                "1h",
                "http.head-time",
                "1h",
                "http.waiting-bodies",
                "1",
                "http.waiting-heads",
                "1");
    }

    private static void assertOldestEnds(URI where, String begun, String end) throws IOException {
        List<Socket> all = new ArrayList<>();
        try {
            all.add(began(where, begun));
            String answer = null;
            while (answer == null) {
                all.add(began(where, begun));
                answer = heard(all.get(0));
            }
            assertTrue(answer.startsWith(end), answer);
            assertNull(heard(all.get(all.size() - 1)), "The youngest is still waited for");
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
        }
    }

    private static Socket began(URI where, String text) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), where.getPort());
        socket.setSoTimeout(100);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** All that the other side said before it ended, or null while it says nothing. */
    private static @Nullable String heard(Socket socket) {
        try {
            int first = socket.getInputStream().read();
            socket.setSoTimeout(30_000);
            return first < 0
                    ? ""
                    : (char) first + new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            return null;
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean isClosedWhileDripping(Socket socket) {
        for (int i = 0; i < 300; i++) {
            try {
                socket.getOutputStream().write('x');
                if (socket.getInputStream().read() < 0) {
                    return true;
                }
            } catch (SocketTimeoutException e) {
                // Nothing was said within the tenth of a second, so on with the next byte
            } catch (IOException e) {
                return true;
            }
        }
        return false;
    }

    @Test
    void http_1_0_and_an_upgrade_are_answered_as_if_they_were_nothing() {
        String head = "Host: localhost\r\nAuthorization: " + AUTHORIZATION + "\r\nContent-Type: text/xml\r\n";
        String tail = "Content-Length: " + GOOD.request().length() + "\r\n\r\n" + GOOD.request();

        String old = said("POST " + url.getPath() + " HTTP/1.0\r\n" + head + tail);
        String upgrade = said("POST " + url.getPath() + " HTTP/1.1\r\n" + head
                + "Connection: close, Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n"
                + "Accept: ;;;===\r\n" + tail);

        assertTrue(old.contains("NoError"), old);
        assertTrue(upgrade.startsWith("HTTP/1.1 200") && upgrade.contains("NoError"), upgrade);
        assertTrue(upgrade.contains("Connection: close"), upgrade);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"})
    void another_method_is_refused_with_those_that_are_not(String method) throws Exception {
        HttpResponse<String> answer = send(request(url).method(method, BodyPublishers.noBody()));

        assertFault(405, "ErrorInvalidRequest", answer);
        assertEquals("GET, HEAD, POST", answer.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void whoever_looks_is_shown_a_page() throws Exception {
        HttpResponse<String> answer = send(request(url));

        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("DisconnectPhoneCall"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Basic ZGVtbzp3cm9uZw==", "Basic !!!", "Bearer secret", "Basic ZGVtbw==", "NTLM TlRMTVNTUAAB"
            })
    void nobody_comes_in_without_the_right_password(String authorization) throws Exception {
        var request =
                HttpRequest.newBuilder(url).header("Content-Type", "text/xml").POST(good());
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> answer = send(request);

        assertEquals(401, answer.statusCode());
        assertEquals(
                "Basic realm=\"ews-phone\"",
                answer.headers().firstValue("WWW-Authenticate").orElse(""));
        assertEquals("0", answer.headers().firstValue("Content-Length").orElse(""));
        assertFalse(answer.headers().firstValue("Connection").isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Services.wsdl", "messages.xsd", "types.xsd", "nothing"})
    void nothing_is_told_to_a_stranger(String name) throws Exception {
        assertEquals(401, send(HttpRequest.newBuilder(url.resolve(name))).statusCode());
    }

    @Test
    void health_is_told_to_everybody() throws Exception {
        for (String probe : new String[] {"health/live", "health/ready"}) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(url.resolve(probe)));

            assertEquals(200, answer.statusCode());
            assertEquals("{\"status\":\"UP\",\"checks\":[]}", answer.body());
        }
    }

    @Test
    void every_answer_has_an_id_and_the_clients_own_when_it_asks_for_it() throws Exception {
        HttpResponse<String> answer =
                send(request(url).header("client-request-id", "mine").header("return-client-request-id", "true"));
        HttpResponse<String> refused = send(HttpRequest.newBuilder(url).header("client-request-id", "mine"));

        assertEquals("mine", answer.headers().firstValue("client-request-id").orElse(""));
        assertTrue(answer.headers().firstValue("request-id").isPresent());
        assertTrue(refused.headers().firstValue("request-id").isPresent());
        assertFalse(refused.headers().firstValue("client-request-id").isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Exchange.asmx?wsdl", "Exchange.asmx?WSDL", "Services.wsdl", "services.wsdl"})
    void the_contract_names_the_address_it_was_asked_at(String where) throws Exception {
        HttpResponse<String> answer = send(request(url.resolve(where)));

        assertTrue(answer.body().contains("soap:address location=\"" + url + "\""), answer.body());
    }

    @ParameterizedTest
    @CsvSource({"evil.example, X-None", "127.0.0.1, X-Forwarded-Host"})
    void a_forged_host_is_not_believed(String host, String header) {
        String answer = said("GET /EWS/Services.wsdl HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: " + AUTHORIZATION
                + "\r\n" + header + ": evil.example\r\nConnection: close\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        assertFalse(answer.contains("evil.example"), answer);
        assertTrue(answer.contains("location=\"" + url + "\""), answer);
    }

    @Test
    void a_proxy_that_is_trusted_tells_the_address_of_the_clients() {
        String answer = saidFrom(
                "127.0.0.2",
                "GET /EWS/Services.wsdl HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + AUTHORIZATION
                        + "\r\nX-Forwarded-Host: mail.example.org\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n");

        assertTrue(answer.contains("location=\"https://mail.example.org/EWS/Exchange.asmx\""), answer);
    }

    private static String said(String request) {
        return saidFrom("127.0.0.1", request);
    }

    private static String saidFrom(String address, String request) {
        try (var socket = new Socket("127.0.0.1", url.getPort(), InetAddress.getByName(address), 0);
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(Objects.toString(e.getMessage()), e);
        }
    }
}
