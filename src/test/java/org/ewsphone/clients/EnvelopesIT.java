package org.ewsphone.clients;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ewsphone.app.Envelopes;
import org.ewsphone.launcher.RunningWar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every golden envelope, and what nobody should send, over HTTPS to one server that must not mind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EnvelopesIT {

    private static final String TEXT_XML = "text/xml; charset=utf-8";
    private static final Envelopes GOOD = Envelopes.named("configuration/documented");

    /** Words of those whose work we use, and of what they write when something goes wrong. */
    private static final List<String> WORDS_OF_OTHERS = List.of(
            "tomcat",
            "apache",
            "catalina",
            "coyote",
            "exception",
            "\tat ",
            "java.",
            "jakarta.",
            "com.sun",
            "org.ewsphone",
            "wstx",
            "woodstox",
            "xerces",
            "metro",
            "jaxb",
            "sax");

    private RunningWar war;
    private Post post;

    @BeforeAll
    void start() throws Exception {
        war = RunningWar.start("--user", "demo:demo");
        post = new Post(war);
    }

    @AfterAll
    void stop() throws Exception {
        String log = war.log();
        war.close();
        assertFalse(log.contains("\tat "), log);
    }

    /** Those that only look come first: they want to see the call that the others end. */
    @TestFactory
    Stream<DynamicTest> a_request_gets_its_answer() {
        return Envelopes.all().stream()
                .filter(envelopes -> envelopes.settings().isEmpty())
                .sorted(Comparator.comparing(envelopes -> !envelopes.name().startsWith("information/")))
                .map(envelopes -> DynamicTest.dynamicTest(envelopes.name(), () -> check(envelopes)));
    }

    private void check(Envelopes envelopes) throws Exception {
        HttpResponse<String> answer = post.send(envelopes.request());

        envelopes.assertAnsweredBy(answer.statusCode(), answer.body());
        assertIsOurEnvelope(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<",
                "<a/>",
                "<a><b></a>",
                "\u0000\u0001\u0002",
                "{\"PhoneCallId\": 1}",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><Open xmlns='urn:sesame'/>"
                        + "</s:Body></s:Envelope>"
            })
    void what_is_no_request_gets_a_fault(String body) throws Exception {
        HttpResponse<String> answer = post.send(body);

        assertIsFault(500, answer);
        assertFalse(answer.body().contains("ErrorInternalServerError"), answer::body);
        assertGoesOn();
    }

    @Test
    void a_request_that_is_too_large_gets_a_fault() throws Exception {
        HttpResponse<String> answer = post.send("<a>" + "b".repeat(10_000_000) + "</a>");

        assertIsFault(413, answer);
        assertGoesOn();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/soap+xml; charset=utf-8",
                "application/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=a",
                "text/xml; charset=iso-8859-1",
                "nonsense"
            })
    void another_content_type_gets_a_fault(String type) throws Exception {
        HttpResponse<String> answer = post.send(post.of(GOOD.request()).setHeader("Content-Type", type));

        assertIsFault(415, answer);
        assertGoesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "PUT", "PATCH", "OPTIONS", "PROPFIND"})
    void another_method_is_not_allowed(String method) throws Exception {
        HttpResponse<String> answer = post.send(post.of("").method(method, BodyPublishers.noBody()));

        assertEquals(405, answer.statusCode());
        assertEquals("GET, HEAD, POST", answer.headers().firstValue("Allow").orElse(""));
        assertNoWordsOfOthers(answer);
        assertGoesOn();
    }

    @Test
    void who_gives_no_name_is_asked_for_it() throws Exception {
        HttpResponse<String> answer = post.send(HttpRequest.newBuilder(war.url())
                .header("Content-Type", TEXT_XML)
                .POST(BodyPublishers.ofString(GOOD.request())));

        assertEquals(401, answer.statusCode());
        assertEquals(List.of("Basic realm=\"ews-phone\""), answer.headers().allValues("WWW-Authenticate"));
        assertTrue(answer.headers().firstValue("Content-Length").isPresent());
        assertTrue(answer.headers().firstValue("Connection").isEmpty());
        assertTrue(answer.headers().firstValue("request-id").isPresent());
        assertNoWordsOfOthers(answer);
        assertGoesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/EWS/nothing", "/EWS/WEB-INF/web.xml", "/nothing", "/"})
    void a_path_that_is_not_there_tells_nothing(String path) throws Exception {
        HttpResponse<String> answer = post.send(HttpRequest.newBuilder(war.url(path))
                .header("Authorization", war.authorization())
                .GET());

        assertTrue(answer.statusCode() >= 400, answer::toString);
        assertNoWordsOfOthers(answer);
        assertGoesOn();
    }

    private void assertGoesOn() throws Exception {
        HttpResponse<String> answer = post.send(GOOD.request());
        GOOD.assertAnsweredBy(answer.statusCode(), answer.body());
    }

    private static void assertIsFault(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains(":Fault>"), answer::body);
        assertTrue(answer.body().contains("ServerVersionInfo "), answer::body);
        assertIsOurEnvelope(answer);
    }

    private static void assertIsOurEnvelope(HttpResponse<String> answer) {
        assertAll(
                () -> assertEquals(
                        "text/xml;charset=utf-8",
                        answer.headers()
                                .firstValue("Content-Type")
                                .orElse("")
                                .replace(" ", "")
                                .toLowerCase(Locale.ROOT)),
                () -> assertTrue(answer.headers().firstValue("Content-Length").isPresent()),
                () -> assertTrue(answer.headers().firstValue("request-id").isPresent()),
                () -> assertTrue(answer.body().startsWith("<?xml "), answer::body),
                () -> assertNoWordsOfOthers(answer));
    }

    private static void assertNoWordsOfOthers(HttpResponse<String> answer) {
        String told = (answer.headers().map() + answer.body()).toLowerCase(Locale.ROOT);
        assertEquals(List.of(), WORDS_OF_OTHERS.stream().filter(told::contains).toList(), told);
    }
}
