package org.ewsphone.launcher;

import static java.util.Map.entry;
import static org.ewsphone.launcher.ServerOnLoopback.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ewsphone.app.Envelopes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What strangers and ill-meaning users send: nothing of it is done, nothing of the program is told, and service goes on. */
@Timeout(120)
final class HostileRequestsTest {

    private static final Envelopes GOOD = Envelopes.named("disconnect/documented");
    private static final String DEMO = basic("demo:secret");

    /** Class names, stack traces and versions. */
    private static final Pattern LEAK = Pattern.compile(
            "Exception|Caused by|\\bat [a-z]+\\.|\\b(java|jakarta|sun|com|org)\\.[a-z]+\\.|Tomcat|Woodstox|/home/");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path home;

    @SuppressWarnings("NullAway.Init")
    private static ServerOnLoopback server;

    @SuppressWarnings("NullAway.Init")
    private static ServerSocket canary;

    @BeforeAll
    static void start() throws IOException {
        canary = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server = ServerOnLoopback.start(
                home,
                Clock.systemUTC(),
                "user",
                "demo:secret",
                "impersonation.grants",
                "demo=ana@example.org",
                "auth.lockout.attempts",
                "1000",
                "auth.lockout.address-attempts",
                "10000",
                "http.head-time",
                "2s",
                "http.body-time",
                "60s");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        canary.close();
    }

    private static Stream<DynamicTest> tests(Map<String, String> cases, Attack attack) {
        return cases.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    attack.by(one.getValue());
                    assertServed();
                    assertNobodyCalled();
                }));
    }

    private static void assertServed() throws Exception {
        HttpResponse<String> answer = server.post(GOOD.request(), "Authorization", DEMO);
        GOOD.assertAnsweredBy(answer.statusCode(), answer.body());
    }

    /** Whatever an envelope names, nobody is asked for it. */
    private static void assertNobodyCalled() throws IOException {
        canary.setSoTimeout(1);
        try (Socket caught = canary.accept()) {
            assertEquals(0, caught.getPort(), "Somebody was asked");
        } catch (SocketTimeoutException e) {
            // As it should be
        }
    }

    private static void assertHarmless(String answer) {
        assertFalse(LEAK.matcher(answer).find(), answer);
        assertFalse(answer.contains("ResponseClass"), answer);
    }

    // ---- Past the password

    @TestFactory
    Stream<DynamicTest> no_way_of_writing_the_path_leads_past_the_password() {
        return tests(
                Stream.of(
                                "/EWS/Exchange.asmx",
                                "/EWS/;x/Exchange.asmx",
                                "/EWS;x/Exchange.asmx",
                                "/EWS;/health/../Exchange.asmx",
                                "//EWS//Exchange.asmx",
                                "/EWS/./Exchange.asmx",
                                "/EWS/%2e/Exchange.asmx",
                                "/EWS%2fExchange.asmx",
                                "/%45WS/%45xchange.asmx",
                                "/EWS/health/../Exchange.asmx",
                                "/EWS/health/%2e%2e/Exchange.asmx",
                                "/EWS/health/%2E%2E%2FExchange.asmx",
                                "/EWS/health/..;/Exchange.asmx",
                                "/EWS/health/.;x/../Exchange.asmx",
                                "/EWS/health/live/../../Exchange.asmx",
                                "/EWS/health/live;/../../Exchange.asmx",
                                "/EWS/HEALTH/../exchange.asmx",
                                "/EWS/health\\..\\Exchange.asmx",
                                "/EWS/health/..%5cExchange.asmx",
                                "/EWS/health%00/../Exchange.asmx",
                                "/EWS/health%252f..%252fExchange.asmx",
                                "/EWS/metrics/../Exchange.asmx",
                                "/EWS/metrics/..;/Exchange.asmx",
                                "/EWS/Exchange.asmx/health",
                                "/EWS/Exchange.asmx;/health/live",
                                "/EWS/Exchange.asmx?/health/live",
                                "/EWS/Exchange.asmx#/health/live",
                                "http://127.0.0.1/EWS/Exchange.asmx",
                                "http://x/EWS/health/../Exchange.asmx",
                                "*")
                        .collect(Collectors.toMap(path -> path, path -> path)),
                path -> assertHarmless(said(posted(path, "", GOOD.request()))));
    }

    @TestFactory
    Stream<DynamicTest> credentials_of_any_shape_are_refused_alike() {
        Base64.Encoder base64 = Base64.getEncoder();
        return tests(
                Map.ofEntries(
                        entry("long", "Basic " + base64.encodeToString(new byte[9000])),
                        entry("long name", basic("d".repeat(6000) + ":secret")),
                        entry("no colon", basic("demo")),
                        entry("no name", basic(":secret")),
                        entry("no password", basic("demo:")),
                        entry("more behind the password", basic("demo:secret:")),
                        entry("a NUL behind the name", basic("demo\0:secret")),
                        entry("a NUL behind the password", basic("demo:secret\0")),
                        entry("a line break in the name", basic("demo\r\nX: y:secret")),
                        entry("a blank before the name", basic(" demo:secret")),
                        entry("an overlong letter", "Basic " + base64.encodeToString(overlong())),
                        entry("half of the alphabet", "Basic ZGVtbzpzZWNyZXQ\u00e9="),
                        entry("base64 for URLs", "Basic ZGVtbzpzZWNyZXQ_"),
                        entry("two in one", DEMO + ", " + DEMO),
                        entry("another scheme", DEMO.replace("Basic", "Digest")),
                        entry("no scheme", DEMO.replace("Basic ", "")),
                        entry("scheme only", "Basic"),
                        entry("tabs", DEMO.replace(" ", "\t\t")),
                        entry("jndi", "Basic ${jndi:ldap://127.0.0.1:" + canary.getLocalPort() + "/a}")),
                header -> {
                    String answer =
                            said(posted("/EWS/Exchange.asmx", "Authorization: " + header + "\r\n", GOOD.request()));
                    assertTrue(answer.startsWith("HTTP/1.1 401") || answer.startsWith("HTTP/1.1 400"), answer);
                    assertHarmless(answer);
                });
    }

    /** More of them than a server has threads, each with the head of a request that is refused, and no body. */
    @TestFactory
    Stream<DynamicTest> who_is_refused_and_dawdles_keeps_nobody_waiting() {
        return tests(
                Map.ofEntries(
                        entry("no credentials", begun("POST", "/EWS/Exchange.asmx", "", 700)),
                        entry("a wrong password", begun("POST", "/EWS/Exchange.asmx", authorized("demo:x"), 700)),
                        entry("too large", begun("POST", "/EWS/Exchange.asmx", authorized("demo:secret"), 300_000)),
                        entry("huge, from a stranger", begun("POST", "/EWS/Exchange.asmx", "", 300_000_000)),
                        entry(
                                "another type",
                                begun(
                                        "POST",
                                        "/EWS/Exchange.asmx",
                                        authorized("demo:secret") + "Content-Type: text/plain\r\n",
                                        700)),
                        entry("another method", begun("PUT", "/EWS/Exchange.asmx", authorized("demo:secret"), 700)),
                        entry("a page", begun("GET", "/EWS/console/app.js", authorized("demo:secret"), 700)),
                        entry("no page", begun("POST", "/EWS/nothing", "", 700)),
                        entry("no path of ours", begun("POST", "/nothing", "", 700)),
                        entry("no path at all", begun("POST", "/EWS/%00", "", 700)),
                        entry("health", begun("POST", "/EWS/health/live", "", 700))),
                head -> {
                    List<Socket> dawdlers = new ArrayList<>();
                    try {
                        for (int i = 0; i < 250; i++) {
                            Socket socket = connected();
                            dawdlers.add(socket);
                            send(socket, head);
                        }
                        assertTimeoutPreemptively(Duration.ofSeconds(15), HostileRequestsTest::assertServed);
                    } finally {
                        for (Socket socket : dawdlers) {
                            socket.close();
                        }
                    }
                });
    }

    @Test
    void a_stranger_whose_body_comes_late_keeps_the_connection() throws IOException {
        try (Socket socket = connected()) {
            send(socket, begun("POST", "/EWS/Exchange.asmx", "", 3));
            send(socket, "<a>");
            send(socket, posted("/EWS/Exchange.asmx", authorized("demo:secret"), GOOD.request()));

            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answers.startsWith("HTTP/1.1 401"), answers);
            assertTrue(answers.contains("NoError"), answers);
        }
    }

    /** Its answer has a body, and counts as committed once that is written. */
    @Test
    void whoever_sends_another_type_keeps_the_connection() throws IOException {
        try (Socket socket = connected()) {
            String other = authorized("demo:secret") + "Content-Type: application/json\r\n";
            send(socket, begun("POST", "/EWS/Exchange.asmx", other, 3) + "{ }");
            send(socket, begun("POST", "/EWS/Exchange.asmx", other, 3));
            send(socket, "{ }");
            send(socket, posted("/EWS/Exchange.asmx", authorized("demo:secret"), GOOD.request()));

            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(3, answers.split("HTTP/1.1 415", -1).length, answers);
            assertTrue(answers.contains("NoError"), answers);
        }
    }

    /** And sees no other answer than everybody who is not known. */
    @Test
    void a_stranger_whose_body_is_too_large_is_refused_at_once_and_loses_the_connection() throws IOException {
        try (Socket socket = connected()) {
            send(socket, begun("POST", "/EWS/Exchange.asmx", "", 400_000));
            byte[] first = socket.getInputStream().readNBytes(12);
            send(socket, " ".repeat(400_000));

            String answer = new String(first, StandardCharsets.UTF_8)
                    + new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
            assertTrue(answer.contains("Connection: close"), answer);
        }
    }

    private static String authorized(String nameAndPassword) {
        return "Authorization: " + basic(nameAndPassword) + "\r\n";
    }

    private static String begun(String method, String path, String headers, int length) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + type(headers) + "Content-Length: "
                + length + "\r\n\r\n";
    }

    private static byte[] overlong() {
        byte[] text = "?demo:secret".getBytes(StandardCharsets.ISO_8859_1);
        text[0] = (byte) 0xc1;
        return text;
    }

    // ---- Two readers of one connection

    @TestFactory
    Stream<DynamicTest> no_request_is_hidden_in_another() {
        String hidden = "GET /EWS/hidden HTTP/1.1\r\nHost: x\r\nX-Hidden: ";
        String chunks = "0\r\n\r\n" + hidden;
        return tests(
                Map.ofEntries(
                        entry("length and chunks", framed("Content-Length: 6\r\nTransfer-Encoding: chunked", chunks)),
                        entry("chunks and length", framed("Transfer-Encoding: chunked\r\nContent-Length: 6", chunks)),
                        entry("two lengths", framed("Content-Length: 0\r\nContent-Length: 44", hidden)),
                        entry("lengths in a list", framed("Content-Length: 0, 44", hidden)),
                        entry("a length below zero", framed("Content-Length: -1", hidden)),
                        entry("a length with a sign", framed("Content-Length: +0", hidden)),
                        entry("a length in hex", framed("Content-Length: 0x0", hidden)),
                        entry("a blank before the colon", framed("Transfer-Encoding : chunked", chunks)),
                        entry(
                                "a tab before the coding",
                                framed("Transfer-Encoding:\tchunked\r\nContent-Length: 5", chunks)),
                        entry("chunked twice", framed("Transfer-Encoding: chunked, chunked", chunks)),
                        entry("chunked not at the end", framed("Transfer-Encoding: chunked, gzip", chunks)),
                        entry("gzip, chunked", framed("Transfer-Encoding: gzip, chunked", chunks)),
                        entry("another coding", framed("Transfer-Encoding: xchunked", chunks)),
                        entry("identity", framed("Transfer-Encoding: identity\r\nContent-Length: 0", chunks)),
                        entry("a folded header", framed("Transfer-Encoding:\r\n chunked", chunks)),
                        entry("a chunk of nonsense", framed("Transfer-Encoding: chunked", "zz\r\n" + hidden)),
                        entry("a chunk below zero", framed("Transfer-Encoding: chunked", "-1\r\n" + hidden)),
                        entry("a huge chunk", framed("Transfer-Encoding: chunked", "FFFFFFFFFFFFFFFFF\r\n" + hidden)),
                        entry("0x chunk", framed("Transfer-Encoding: chunked", "0x0\r\n\r\n" + hidden)),
                        entry(
                                "a chunk with a bare line feed in its extension",
                                framed("Transfer-Encoding: chunked", "1;a\nb\r\nx\r\n" + chunks)),
                        entry(
                                "no line break behind a chunk",
                                framed("Transfer-Encoding: chunked", "3\r\nabcdef\r\n" + chunks)),
                        entry(
                                "a long extension",
                                framed("Transfer-Encoding: chunked", "1;" + "a".repeat(20_000) + "\r\nx\r\n" + chunks)),
                        entry(
                                "long trailers",
                                framed("Transfer-Encoding: chunked", "0\r\n" + "X: y\r\n".repeat(4000) + "\r\n"))),
                request -> {
                    String answer = said(request + "\r\n\r\n");
                    assertHarmless(answer);
                    assertFalse(answer.contains("/EWS/hidden"), answer);
                    long refused = Stream.of(answer.split("HTTP/1\\.[01] "))
                            .filter(part -> part.startsWith("404"))
                            .count();
                    assertEquals(0, refused, "The hidden request was answered: " + answer);
                });
    }

    private static String framed(String framing, String body) {
        return "POST /EWS/Exchange.asmx HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + DEMO
                + "\r\nContent-Type: text/xml\r\n" + framing + "\r\n\r\n" + body;
    }

    // ---- Packed or wrapped

    @TestFactory
    Stream<DynamicTest> nothing_is_unpacked_or_unwrapped() {
        return tests(
                Map.ofEntries(
                        entry("gzip", "Content-Type: text/xml\r\nContent-Encoding: gzip"),
                        entry("deflate", "Content-Type: text/xml\r\nContent-Encoding: deflate"),
                        entry("br", "Content-Type: text/xml\r\nContent-Encoding: br"),
                        entry("identity, gzip", "Content-Type: text/xml\r\nContent-Encoding: identity, gzip"),
                        entry(
                                "twice",
                                "Content-Type: text/xml\r\nContent-Encoding: identity\r\nContent-Encoding: gzip"),
                        entry("fast infoset", "Content-Type: application/fastinfoset"),
                        entry("soap+fastinfoset", "Content-Type: application/soap+fastinfoset"),
                        entry("soap+msbin1", "Content-Type: application/soap+msbin1"),
                        entry("multipart", "Content-Type: multipart/related; boundary=x; type=\"text/xml\""),
                        entry("xop", "Content-Type: application/xop+xml; type=\"text/xml\""),
                        entry("form", "Content-Type: application/x-www-form-urlencoded"),
                        entry("utf-7", "Content-Type: text/xml; charset=utf-7"),
                        entry("two charsets", "Content-Type: text/xml; charset=utf-8; charset=utf-16"),
                        entry("two types", "Content-Type: text/xml, application/json")),
                headers -> {
                    String answer = said(posted(
                            "/EWS/Exchange.asmx",
                            "Authorization: " + DEMO + "\r\n" + headers + "\r\n",
                            GOOD.request()));
                    assertTrue(answer.startsWith("HTTP/1.1 415"), answer);
                    assertHarmless(answer);
                });
    }

    // ---- Envelopes

    @TestFactory
    Stream<DynamicTest> a_bad_envelope_is_refused_with_a_fault() {
        String url = "http://127.0.0.1:" + canary.getLocalPort() + "/";
        return tests(
                Map.ofEntries(
                        entry(
                                "an attribute by two prefixes",
                                ided("m:Id='a' n:Id='b' xmlns:n='urn:n' Id='a' xmlns:o='urn:n' o:Id='c'")),
                        entry("an attribute twice", ided("Id='a' Id='b'")),
                        entry("a prefix taken away", ided("Id='a' xmlns:m=''")),
                        entry("xml as another namespace", ided("Id='a' xmlns:xml='urn:x'")),
                        entry("xmlns as a prefix", ided("Id='a' xmlns:xmlns='urn:x'")),
                        entry("an unbound prefix", ided("Id='a' q:x='y'")),
                        entry("another type", ided("Id='a' xsi:type='m:PlayOnPhoneType'")),
                        entry("nothing at all", ided("xsi:nil='true'")),
                        entry("an angle bracket", ided("Id='a<b'")),
                        entry("a NUL", ided("Id='a&#0;b'")),
                        entry("a control character", ided("Id='a&#x1f;b'")),
                        entry("a reference beyond Unicode", ided("Id='&#x110000;'")),
                        entry("a reference to half a pair", ided("Id='&#xd800;'")),
                        entry("an entity", ided("Id='&hidden;'")),
                        entry("65 attributes", ided("Id='a'" + many(64, " a%d='x'"))),
                        entry("65 names of one hash", ided("Id='a'" + many(64, " AaBB%dBBAa='x'"))),
                        entry("an attribute of 17 KiB", ided("Id='" + "a".repeat(17_000) + "'")),
                        entry("33 deep", headed("<x>".repeat(33) + "</x>".repeat(33))),
                        entry("never closed", headed("<x>".repeat(30))),
                        entry("2001 elements", headed("<x/>".repeat(2001))),
                        entry("a namespace of 100 KiB", headed("<x xmlns='" + "u".repeat(100_000) + "'/>")),
                        entry("text of 200 KiB", headed("<x>" + "x".repeat(200_000) + "</x>")),
                        entry("a comment of 200 KiB", headed("<!--" + "x".repeat(200_000) + "-->")),
                        entry("a comment with hyphens", headed("<!-- -- -->")),
                        entry("an end without a beginning", headed("]]>")),
                        entry("a processing instruction", headed("<?xml-stylesheet href='" + url + "'?>")),
                        entry("a second declaration", headed("<?xml version='1.0'?>")),
                        entry("standalone maybe", GOOD.request().replace("encoding=\"utf-8\"", "standalone='maybe'")),
                        entry("a document type", GOOD.request().replace("?>", "?><!DOCTYPE x SYSTEM '" + url + "'>")),
                        entry(
                                "entities of entities",
                                GOOD.request()
                                        .replace(
                                                "?>",
                                                "?><!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>]>")),
                        entry("WS-Security that must be understood", headed(security(url))),
                        entry(
                                "an inclusion",
                                played("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='" + url + "'/>")),
                        entry(
                                "an attachment",
                                played("<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='" + url
                                        + "'/>")),
                        entry("more behind the end", GOOD.request() + "<x/>"),
                        entry("a NUL behind the end", GOOD.request() + "\0"),
                        entry("a mark in the middle", "<?xml version='1.0'?>\ufeff" + GOOD.request())),
                envelope -> assertFault(server.post(envelope, "Authorization", DEMO)));
    }

    /** The hint where a schema lies is a hint. */
    @TestFactory
    Stream<DynamicTest> what_an_envelope_points_at_is_not_fetched() {
        String url = "http://127.0.0.1:" + canary.getLocalPort() + "/";
        return tests(
                Map.of(
                        "schemaLocation", ided("Id='OWVl4NWb3N29t' xsi:schemaLocation='urn:x " + url + "'"),
                        "noNamespaceSchemaLocation",
                                ided("Id='OWVl4NWb3N29t' xsi:noNamespaceSchemaLocation='" + url + "'"),
                        "base", headed("<x xml:base='" + url + "'/>"),
                        "reply to",
                                headed("<a:ReplyTo xmlns:a='http://www.w3.org/2005/08/addressing'><a:Address>" + url
                                        + "</a:Address></a:ReplyTo>")),
                envelope -> {
                    String answer = server.post(envelope, "Authorization", DEMO).body();
                    assertFalse(LEAK.matcher(answer).find(), answer);
                });
    }

    // ---- On behalf of others: what is asked for is done or refused, and never passed over

    @TestFactory
    Stream<DynamicTest> impersonation_is_refused_and_never_passed_over() {
        String good = impersonation("ana@example.org");
        return tests(
                Map.ofEntries(
                        entry("somebody else", headed(impersonation("ben@example.org"))),
                        entry("twice", headed(good + good)),
                        entry("granted, then not", headed(good + impersonation("ben@example.org"))),
                        entry("nobody", headed(impersonation(""))),
                        entry(
                                "two addresses",
                                headed(good.replace(
                                        "</t:SmtpAddress>",
                                        "</t:SmtpAddress><t:SmtpAddress>ben@example.org</t:SmtpAddress>"))),
                        entry("two lists", headed(impersonation("ana@example.org,ben@example.org"))),
                        entry("a comment within", headed(impersonation("ana@example.org<!-- -->.evil.example"))),
                        entry("a CDATA within", headed(impersonation("ana@example.org<![CDATA[.evil.example]]>"))),
                        entry("a line break within", headed(impersonation("ana@example.org&#10;ben@example.org"))),
                        entry("a look-alike", headed(impersonation("\u0430na@example.org"))),
                        entry("full-width", headed(impersonation("ana\uff20example.org"))),
                        entry("a dot at the end", headed(impersonation("ana@example.org."))),
                        entry("an LDAP filter", headed(impersonation("*)(uid=*"))),
                        entry(
                                "for another actor",
                                headed(good.replace(
                                                "<t:ExchangeImpersonation",
                                                "<t:ExchangeImpersonation soap:actor='urn:other'")
                                        .replace("ana@", "ben@"))),
                        entry(
                                "in the https dialect",
                                headed(
                                        impersonation("ben@example.org")
                                                .replace(
                                                        "<t:ExchangeImpersonation",
                                                        "<t:ExchangeImpersonation xmlns:t='https://schemas.microsoft.com/exchange/services/2006/types'"))),
                        entry(
                                "within the Body",
                                GOOD.request()
                                        .replaceFirst(
                                                "(<(\\w+:)?PhoneCallId)", impersonation("ben@example.org") + "$1")),
                        entry("with a text in it", headed(good.replace("<t:ConnectingSID>", "x<t:ConnectingSID>"))),
                        entry("a SID", headed(good.replace("SmtpAddress", "SID")))),
                envelope -> assertFault(server.post(envelope, "Authorization", DEMO)));
    }

    private static String impersonation(String mailbox) {
        return "<t:ExchangeImpersonation><t:ConnectingSID><t:SmtpAddress>" + mailbox
                + "</t:SmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>";
    }

    private static String security(String url) {
        String security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
        return "<w:Security xmlns:w='" + security + "' soap:mustUnderstand='1'><s:Signature"
                + " xmlns:s='http://www.w3.org/2000/09/xmldsig#'><s:KeyInfo><s:RetrievalMethod URI='" + url
                + "'/></s:KeyInfo></s:Signature></w:Security>";
    }

    private static String many(int count, String format) {
        return IntStream.range(0, count).mapToObj(format::formatted).collect(Collectors.joining());
    }

    private static String envelope(String header, String body) {
        return "<soap:Envelope xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/'"
                + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                + " xmlns:m='http://schemas.microsoft.com/exchange/services/2006/messages'"
                + " xmlns:t='http://schemas.microsoft.com/exchange/services/2006/types'><soap:Header>" + header
                + "</soap:Header><soap:Body>" + body + "</soap:Body></soap:Envelope>";
    }

    private static String ided(String attributes) {
        return envelope("", "<m:DisconnectPhoneCall><m:PhoneCallId " + attributes + "/></m:DisconnectPhoneCall>");
    }

    private static String headed(String header) {
        return envelope(header, "<m:DisconnectPhoneCall><m:PhoneCallId Id='OWVl4NWb3N29t'/></m:DisconnectPhoneCall>");
    }

    private static String played(String number) {
        return envelope(
                "",
                "<m:PlayOnPhone><m:ItemId Id='AAMkDemo1'/><m:DialString>" + number + "</m:DialString></m:PlayOnPhone>");
    }

    private static void assertFault(HttpResponse<String> answer) {
        assertEquals(500, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(":Fault>"), answer.body());
        assertTrue(answer.body().contains("ServerVersionInfo"), answer.body());
        assertHarmless(answer.body());
    }

    // ---- Bytes

    private static String posted(String path, String headers, String body) {
        return begun("POST", path, "Connection: close\r\n" + headers, body.getBytes(StandardCharsets.UTF_8).length)
                + body;
    }

    /** Unless the headers name another. */
    private static String type(String headers) {
        return headers.contains("Content-Type") ? "" : "Content-Type: text/xml; charset=utf-8\r\n";
    }

    private static Socket connected() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.url().getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** All that comes back until the other side closes the connection. */
    private static String said(String request) throws IOException {
        try (Socket socket = connected()) {
            send(socket, request);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return ""; // It was cut off, which is an answer too
        }
    }

    @FunctionalInterface
    private interface Attack {
        void by(String value) throws Exception;
    }
}
