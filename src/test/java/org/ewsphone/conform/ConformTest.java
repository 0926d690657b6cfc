package org.ewsphone.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.ewsphone.client.LoginRefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the suite judges: servers that do one thing wrong are told exactly that. */
@Timeout(60)
class ConformTest {

    private static final String ANSWER = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>"
            + "<t:ServerVersionInfo xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\""
            + " MajorVersion=\"14\" MinorVersion=\"0\" MajorBuildNumber=\"639\" MinorBuildNumber=\"20\""
            + " Version=\"Exchange2010\"/></s:Header><s:Body>"
            + "<m:DisconnectPhoneCallResponse ResponseClass=\"Error\""
            + " xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\">"
            + "<m:MessageText>The phone call ID isn't valid.</m:MessageText>"
            + "<m:ResponseCode>ErrorInvalidPhoneCallId</m:ResponseCode>"
            + "<m:DescriptiveLinkKey>0</m:DescriptiveLinkKey></m:DisconnectPhoneCallResponse></s:Body></s:Envelope>";

    private static final String FAULT = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
            + "<s:Fault><faultcode xmlns:a=\"http://schemas.microsoft.com/exchange/services/2006/types\">"
            + "a:ErrorSchemaValidation</faultcode><faultstring xml:lang=\"en-US\">The request failed.</faultstring>"
            + "<detail><e:ResponseCode xmlns:e=\"http://schemas.microsoft.com/exchange/services/2006/errors\">"
            + "ErrorSchemaValidation</e:ResponseCode>"
            + "<e:Message xmlns:e=\"http://schemas.microsoft.com/exchange/services/2006/errors\">No.</e:Message>"
            + "</detail></s:Fault></s:Body></s:Envelope>";

    private final StubServer server = StubServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_answer_as_it_should_be_holds() throws Exception {
        server.answers(200, "text/xml; charset=utf-8", ANSWER);

        assertHolds("an Error answer has a Header with ServerVersionInfo");
        assertHolds("DisconnectPhoneCall fails with MessageText, ResponseCode and DescriptiveLinkKey 0");
    }

    @Test
    void an_answer_without_a_header_is_told_as_that_and_no_more() throws Exception {
        server.answers(200, "text/xml; charset=utf-8", ANSWER.replaceAll("<s:Header>.*</s:Header>", ""));

        assertEquals(
                "an Envelope without a Header",
                fails("an Error answer has a Header with ServerVersionInfo").seen());
        assertHolds("DisconnectPhoneCall fails with MessageText, ResponseCode and DescriptiveLinkKey 0");
    }

    @Test
    void an_empty_header_is_seen() throws Exception {
        server.answers(200, "text/xml; charset=utf-8", ANSWER.replaceAll("<s:Header>.*</s:Header>", "<s:Header/>"));

        assertEquals(
                "a Header with []",
                fails("an Error answer has a Header with ServerVersionInfo").seen());
    }

    @Test
    void elements_in_another_order_are_seen() throws Exception {
        server.answers(
                200,
                "text/xml; charset=utf-8",
                ANSWER.replaceFirst(
                        "(<m:MessageText>.*</m:MessageText>)(<m:ResponseCode>.*</m:ResponseCode>)", "$2$1"));

        assertEquals(
                "ResponseClass Error, ResponseCode, MessageText, DescriptiveLinkKey, 0",
                fails("DisconnectPhoneCall fails with MessageText, ResponseCode and DescriptiveLinkKey 0")
                        .seen());
    }

    @Test
    void another_content_type_is_seen() throws Exception {
        server.answers(200, "application/soap+xml; charset=utf-8", ANSWER);

        assertEquals(
                "Content-Type: application/soap+xml; charset=utf-8",
                fails("an Error answer has Content-Type text/xml; charset=utf-8")
                        .seen());
    }

    @Test
    void a_fault_with_200_is_seen() throws Exception {
        server.answers(200, "text/xml; charset=utf-8", FAULT);

        var verdict = fails("a fault comes with HTTP 500");
        assertEquals("HTTP 500", verdict.expected());
        assertTrue(verdict.seen().startsWith("HTTP 200"), verdict.seen());
        assertHolds("a fault has a faultcode whose prefix is bound to types");
    }

    @Test
    void a_fault_that_names_a_class_is_seen() throws Exception {
        server.answers(
                500, "text/xml; charset=utf-8", FAULT.replace("No.", "at org.example.Reader.read(Reader.java:7)"));

        assertHolds("a fault comes with HTTP 500");
        fails("a fault names no class and no parser");
    }

    @Test
    void a_faultcode_whose_prefix_nobody_bound_is_seen() throws Exception {
        server.answers(500, "text/xml; charset=utf-8", FAULT.replace("a:ErrorSchema", "b:ErrorSchema"));

        assertEquals(
                "faultcode b:ErrorSchemaValidation, its prefix not bound",
                fails("a fault has a faultcode whose prefix is bound to types").seen());
    }

    @Test
    void a_page_where_an_envelope_should_be_is_shown_in_one_line() throws Exception {
        server.answers(200, "text/html", "<html>\n<body>\u001b[31mWelcome</body></html>");

        assertEquals(
                "HTTP 200, text/html, <html> <body> [31mWelcome</body></html>",
                fails("DisconnectPhoneCall is answered by DisconnectPhoneCallResponse")
                        .seen());
    }

    @Test
    void an_offer_of_ntlm_is_seen() throws Exception {
        server.challenges("NTLM", "Basic realm=\"x\"");

        assertEquals(
                "[NTLM, Basic realm=\"x\"]",
                fails("a 401 offers neither NTLM nor Negotiate").seen());
        assertHolds("no credentials: 401 with a challenge");
    }

    @Test
    void a_server_that_closes_without_an_answer_is_told() throws Exception {
        server.answers(200, "text/xml; charset=utf-8", ANSWER);
        Conformance suite = suite();
        server.close();

        assertEquals("an answer", notHeld(suite, "no SOAPAction: served").expected());
    }

    @Test
    void what_needs_a_call_is_skipped_without_one() throws Exception {
        server.answers(
                200, "text/xml; charset=utf-8", ANSWER.replace("DisconnectPhoneCall", "GetPhoneCallInformation"));

        var verdict = verdict(suite(), "GetPhoneCallInformation succeeds with ResponseCode and payload only");
        assertTrue(assertInstanceOf(Verdict.Skipped.class, verdict).reason().contains("--call-id"), verdict.toString());
    }

    @Test
    void a_server_that_refuses_the_login_is_not_asked_further() {
        server.refusesEverybody();

        assertThrows(LoginRefusedException.class, this::suite);
    }

    @Test
    void nobody_at_the_port_is_no_result() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThrows(IOException.class, () -> Conformance.of(StubServer.target("http://127.0.0.1:" + port)));
    }

    @Test
    void every_check_has_a_name_of_its_own_and_a_section() {
        List<Check> checks = Conformance.checks();

        assertEquals(checks.size(), checks.stream().map(Check::name).distinct().count());
        assertTrue(checks.stream().map(Check::name).noneMatch(name -> name.contains("  ")));
        assertTrue(checks.stream().map(Check::name).allMatch(name -> name.matches("[ -~]+")));
    }

    @Test
    void a_failure_is_written_with_what_was_expected_and_seen() throws Exception {
        server.answers(200, "text/html", "Welcome");
        var table = new Table(new Lettering(false, false));
        var text = new StringBuilder();

        suite().run(named("no SOAPAction: served"), result -> text.append(table.next(result)));

        assertEquals("""

            8  HTTP
              x 8    no SOAPAction: served
                     expected  a SOAP envelope
                     seen      HTTP 200, text/html, Welcome
            """, text.toString());
    }

    @Test
    void a_terminal_without_colours_gets_none() throws Exception {
        server.answers(200, "text/xml; charset=utf-8", ANSWER);
        var plain = new StringBuilder();
        var coloured = new StringBuilder();

        suite().run(named("no SOAPAction: served"), result -> {
            plain.append(new Table(new Lettering(true, false)).next(result));
            coloured.append(new Table(new Lettering(true, true)).next(result));
        });

        assertFalse(plain.toString().contains("\u001b"));
        assertTrue(plain.toString().contains("\u2713"));
        assertTrue(coloured.toString().contains("\u001b[32m\u2713"));
    }

    @Test
    void the_summary_counts_and_says_why_checks_were_skipped() {
        var check = Conformance.checks().get(0);

        assertEquals(
                "4 checks: 1 held, 1 not held, 2 skipped (no telephone may ring)",
                new Summary(List.of(
                                new Result(check, new Verdict.Held("x")),
                                new Result(check, new Verdict.NotHeld("x", "y")),
                                new Result(check, new Verdict.Skipped("no telephone may ring; give one")),
                                new Result(check, new Verdict.Skipped("no telephone may ring; give one"))))
                        .toString());
    }

    @Test
    void a_url_without_a_path_means_the_usual_one() {
        assertEquals("/EWS/Exchange.asmx", StubServer.target("http://localhost").path());
    }

    private void assertHolds(String name) throws Exception {
        assertInstanceOf(Verdict.Held.class, verdict(suite(), name));
    }

    private Verdict.NotHeld fails(String name) throws Exception {
        return notHeld(suite(), name);
    }

    private static Verdict.NotHeld notHeld(Conformance suite, String name) throws InterruptedException {
        return assertInstanceOf(Verdict.NotHeld.class, verdict(suite, name));
    }

    private static Verdict verdict(Conformance suite, String name) throws InterruptedException {
        List<Result> results = suite.run(named(name), result -> {});
        assertEquals(1, results.size(), name.toLowerCase(Locale.ROOT));
        return results.get(0).verdict();
    }

    private static Predicate<Check> named(String name) {
        return check -> check.name().equals(name);
    }

    private Conformance suite() throws IOException {
        return Conformance.of(StubServer.target(server.url()));
    }
}
