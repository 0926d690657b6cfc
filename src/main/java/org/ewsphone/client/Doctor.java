package org.ewsphone.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Looks a server over from outside, as its clients meet it: the way there, TLS, who it lets in, its contract, its
 * operations, its version and its clock. Nothing rings, and no call ends.
 */
public final class Doctor {

    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration CLOCKS_APART = Duration.ofSeconds(30);
    private static final int UNAUTHORIZED = 401;
    private static final int OK = 200;

    private static final List<String> OPERATIONS =
            List.of("PlayOnPhone", "GetPhoneCallInformation", "DisconnectPhoneCall", "GetServiceConfiguration");

    private final EwsClient nobody;
    private final EwsClient somebody;
    private final Trust trust;
    private final Duration timeout;
    private final Clock clock;

    /** One who looks from here, as this user. */
    public Doctor(URI url, Login login, Trust trust, Duration timeout, Clock clock) {
        this.nobody = new EwsClient(url, Optional.empty(), trust, timeout);
        this.somebody = new EwsClient(url, Optional.of(login), trust, timeout);
        this.trust = trust;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * Tells of each thing as soon as it was looked at.
     *
     * @throws IOException when the server cannot be reached, or not by TLS: all else could not be looked at
     * @throws LoginRefusedException when it does not know the user; what everybody may see was looked at
     */
    public void examine(Consumer<Finding> findings) throws IOException, InterruptedException {
        reach().forEach(findings);
        findings.accept(challenge());
        HttpResponse<byte[]> response = somebody.post(unknownCall());
        findings.accept(Finding.good("user", "is let in"));
        findings.accept(clock(response));
        findings.accept(version(response));
        contract().forEach(findings);
        for (String operation : OPERATIONS) {
            findings.accept(operation(operation));
        }
    }

    private static Envelope unknownCall() {
        return Envelope.information("no-such-call");
    }

    private List<Finding> reach() throws IOException {
        URI url = nobody.endpoint();
        boolean secure = url.getScheme().equals("https");
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(timeout.toMillis()));
            socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
            if (!secure) {
                return List.of(Finding.doubtful(
                        "TLS",
                        "none: passwords can be read on the way",
                        "Use https, or plain HTTP only behind a proxy on the same machine."));
            }
            try (SSLSocket tls = trust.secure(socket, host, port)) {
                return tls(tls.getSession());
            }
        }
    }

    private List<Finding> tls(SSLSession session) throws SSLException {
        var certificate = (X509Certificate) session.getPeerCertificates()[0];
        Instant until = certificate.getNotAfter().toInstant();
        Duration left = Duration.between(clock.instant(), until);
        String seen = "of " + certificate.getSubjectX500Principal().getName() + ", until " + until;
        return List.of(
                Finding.good("TLS", session.getProtocol() + ", " + session.getCipherSuite()),
                left.compareTo(SOON) < 0
                        ? Finding.doubtful(
                                "certificate",
                                seen,
                                "Replace it soon: in ews-phone the files of tls.certificate and tls.key; it need not be"
                                        + " started again.")
                        : Finding.good("certificate", seen));
    }

    private Finding challenge() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = nobody.post(unknownCall());
        List<String> offers = response.headers().allValues("WWW-Authenticate");
        String seen = "HTTP " + response.statusCode() + ", " + String.join("; ", offers);
        if (response.statusCode() != UNAUTHORIZED) {
            return Finding.bad(
                    "challenge",
                    "HTTP " + response.statusCode() + " to a request without credentials",
                    "It must be 401. Is the path right, usually /EWS/Exchange.asmx? Does a proxy answer in its place,"
                            + " or add credentials?");
        }
        if (offers.isEmpty()) {
            return Finding.bad(
                    "challenge", seen, "Offer Basic or Bearer in WWW-Authenticate, or clients send no credentials.");
        }
        return offers.stream().anyMatch(Doctor::isWindows)
                ? Finding.doubtful(
                        "challenge",
                        seen,
                        "Some clients choose NTLM or Negotiate first, so take them away unless they work.")
                : Finding.good("challenge", seen);
    }

    private static boolean isWindows(String offer) {
        String scheme = offer.toLowerCase(Locale.ROOT);
        return scheme.startsWith("ntlm") || scheme.startsWith("negotiate");
    }

    private Finding clock(HttpResponse<byte[]> response) {
        Optional<Instant> theirs = response.headers().firstValue("Date").flatMap(Doctor::instant);
        if (theirs.isEmpty()) {
            return Finding.doubtful(
                    "clock", "no Date that can be read", "Whatever removes the header Date should not.");
        }
        Duration apart = Duration.between(clock.instant(), theirs.get()).abs();
        String seen = apart.toSeconds() + " s apart from the clock here";
        return apart.compareTo(CLOCKS_APART) > 0
                ? Finding.doubtful(
                        "clock",
                        seen,
                        "Set both by NTP: tokens and certificates are judged by the time, and logs compared.")
                : Finding.good("clock", seen);
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Finding version(HttpResponse<byte[]> response) throws IOException {
        return EwsAnswer.of(response)
                .version()
                .map(version -> Finding.good("version", version))
                .orElseGet(() -> Finding.bad(
                        "version",
                        "no ServerVersionInfo in the header of the answer",
                        "Clients find out by it which server this is, and some never stop asking without it."));
    }

    private List<Finding> contract() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = somebody.get("Services.wsdl");
        if (response.statusCode() != OK) {
            return List.of(Finding.doubtful(
                    "WSDL",
                    "HTTP " + response.statusCode() + " for Services.wsdl",
                    "Clients that are generated from it cannot be. Let the proxy pass it, with messages.xsd"
                            + " and types.xsd."));
        }
        try {
            List<Element> all = Xml.all(Xml.read(response.body()).getDocumentElement());
            return List.of(operations(all), address(all));
        } catch (SAXException e) {
            return List.of(
                    Finding.bad("WSDL", "no well-formed XML", "Does a proxy answer in the place of the server?"));
        }
    }

    private static Finding operations(List<Element> wsdl) {
        List<String> named = named(wsdl, "operation", "name").toList();
        List<String> missing = new ArrayList<>(OPERATIONS);
        missing.removeAll(named);
        return missing.isEmpty()
                ? Finding.good("WSDL", "has the " + OPERATIONS.size() + " operations")
                : Finding.bad(
                        "WSDL",
                        "lacks " + String.join(", ", missing),
                        "Exchange has them from 2010 to 2016. Since then nobody but ews-phone has: is this it?");
    }

    private Finding address(List<Element> wsdl) {
        String address = named(wsdl, "address", "location").findFirst().orElse("none");
        String here = nobody.endpoint().toString();
        return address.equalsIgnoreCase(here)
                ? Finding.good("address in the WSDL", address)
                : Finding.doubtful(
                        "address in the WSDL",
                        address,
                        "Clients that are generated from it go there, not to " + here
                                + ". In ews-phone set public-url to"
                                + " what clients use, or http.trusted-proxies to the proxy.");
    }

    private static Stream<String> named(List<Element> wsdl, String element, String attribute) {
        return wsdl.stream()
                .filter(one -> element.equals(one.getLocalName()))
                .map(one -> one.getAttribute(attribute))
                .filter(value -> !value.isEmpty());
    }

    /** Each is asked something that it can only refuse, or that changes nothing. */
    private Finding operation(String name) throws IOException, InterruptedException {
        Map<String, Envelope> questions = Map.of(
                "PlayOnPhone", Envelope.play("", ""),
                "GetPhoneCallInformation", unknownCall(),
                "DisconnectPhoneCall", Envelope.disconnect("no-such-call"),
                "GetServiceConfiguration", Envelope.configuration("UnifiedMessagingConfiguration"));
        EwsAnswer answer = EwsAnswer.of(somebody.post(questions.getOrDefault(name, unknownCall())));
        return switch (answer.code()) {
            case "ErrorInvalidOperation" ->
                Finding.bad(name, answer.code(), "The server does not have it: Exchange has it from 2010 to 2016.");
            case "ErrorAccessDenied", "ErrorAccountDisabled" ->
                Finding.bad(
                        name,
                        answer.code(),
                        "Give the user the right to it: in ews-phone auth.required-role, or the users file.");
            case "NoError" -> configuration(name, answer);
            default -> Finding.good(name, "is there (" + answer.code() + " to a question without sense)");
        };
    }

    private static Finding configuration(String name, EwsAnswer answer) {
        boolean enabled = answer.text("PlayOnPhoneEnabled").orElse("true").equals("true");
        return enabled
                ? Finding.good(name, "play on phone is enabled for the user")
                : Finding.bad(
                        name,
                        "play on phone is not enabled for the user",
                        "In ews-phone um.mailboxes says for which mailboxes it is.");
    }

    /** What to do when there is no way to a server, in one sentence. */
    public static String cure(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("PKIX") || message.contains("certification path")) {
            return "Give its certificate with --cacert FILE, or let the server send its whole chain.";
        }
        if (message.contains("No subject alternative") || message.contains("No name matching")) {
            return "Use a name that stands in its certificate, or get it one with this name.";
        }
        return failure instanceof SSLException
                ? "Does TLS 1.2 or 1.3 answer at that port? Plain HTTP begins with http://."
                : "Is the server up, the port right, and no firewall in between?";
    }

    /** Why there was no answer, in few words. */
    public static String reason(IOException failure) {
        String message = failure.getMessage();
        Throwable cause = failure.getCause();
        if (message == null && cause != null) {
            message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        }
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
