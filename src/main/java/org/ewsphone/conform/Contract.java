package org.ewsphone.conform;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewsphone.client.Dialect;
import org.ewsphone.client.Xml;
import org.w3c.dom.Element;

/** Section 1 and 2: the files of the contract, as clients fetch them beside the endpoint. */
final class Contract {

    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    private static final String WSDL_SOAP = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static final String MESSAGES = Dialect.HTTP.messages();
    private static final String TYPES = Dialect.HTTP.types();

    private Contract() {}

    static Stream<Check> checks() {
        return Stream.of(files(), names(), addresses(), schemas()).flatMap(checks -> checks);
    }

    private static Stream<Check> files() {
        return Stream.of(
                serves("Services.wsdl", "definitions", MESSAGES),
                serves("services.wsdl", "definitions", MESSAGES),
                serves("?wsdl", "definitions", MESSAGES),
                serves("messages.xsd", "schema", MESSAGES),
                serves("types.xsd", "schema", TYPES));
    }

    private static Check serves(String file, String root, String namespace) {
        return new Check("1", file + " is served beside the endpoint", server -> {
            Element document = document(server, file);
            if (!root.equals(document.getLocalName())
                    || !document.getAttribute("targetNamespace").equals(namespace)) {
                throw new Contradiction(
                        root + " of " + namespace,
                        document.getLocalName() + " of " + document.getAttribute("targetNamespace"));
            }
            return Seen.of(root + " of " + namespace);
        });
    }

    private static Stream<Check> names() {
        return Stream.of(
                names("portType", "portType", "ExchangeServicePortType"),
                names("binding", "binding", "ExchangeServiceBinding"),
                names("service", "service", "ExchangeServices"),
                names("port", "port", "ExchangeServicePort"),
                new Check("1", "the WSDL is document/literal over HTTP", Contract::isDocumentLiteral),
                new Check("1", "the WSDL has the four operations with their SOAPActions", Contract::hasActions),
                new Check("1", "the WSDL has the messages and parts by their names", Contract::hasParts),
                new Check("1", "the WSDL binds the three headers in and one out", Contract::bindsHeaders));
    }

    private static Check names(String what, String element, String name) {
        return new Check("1", "the " + what + " is " + name, server -> {
            List<Element> found = wsdl(server, element).toList();
            List<String> names =
                    found.stream().map(one -> one.getAttribute("name")).toList();
            return same(List.of(name), names);
        });
    }

    private static Seen isDocumentLiteral(Server server) throws IOException {
        Element binding = soap(server, "binding")
                .findFirst()
                .orElseThrow(() -> new Contradiction("soap:binding", "a WSDL without it"));
        Set<String> uses = Stream.concat(soap(server, "body"), soap(server, "header"))
                .map(one -> one.getAttribute("use"))
                .collect(Collectors.toSet());
        return same(
                "document literal http://schemas.xmlsoap.org/soap/http",
                binding.getAttribute("style") + " " + String.join(" ", uses) + " " + binding.getAttribute("transport"));
    }

    private static Seen hasActions(Server server) throws IOException {
        Set<String> actions = soap(server, "operation")
                .map(one -> one.getAttribute("soapAction"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = NamesAndFiles.operationNames().stream()
                .map(name -> MESSAGES + "/" + name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!actions.containsAll(expected)) {
            throw new Contradiction("the SOAPActions " + expected, actions.toString());
        }
        return Seen.of(expected.size() + " operations");
    }

    private static Seen hasParts(Server server) throws IOException {
        List<Element> messages = wsdl(server, "message").toList();
        for (String operation : NamesAndFiles.operationNames()) {
            same(
                    List.of("request", "Impersonation", "MailboxCulture", "RequestVersion"),
                    parts(messages, operation + "SoapIn"));
            same(List.of(operation + "Result", "ServerVersion"), parts(messages, operation + "SoapOut"));
        }
        return Seen.of(messages.size() + " messages");
    }

    private static List<String> parts(List<Element> messages, String name) {
        return messages.stream()
                .filter(message -> message.getAttribute("name").equals(name))
                .flatMap(message -> Xml.children(message).stream())
                .map(part -> part.getAttribute("name"))
                .toList();
    }

    private static Seen bindsHeaders(Server server) throws IOException {
        List<String> bound = soap(server, "header")
                .map(one -> one.getAttribute("part"))
                .distinct()
                .sorted()
                .toList();
        return same(List.of("Impersonation", "MailboxCulture", "RequestVersion", "ServerVersion"), bound);
    }

    private static Stream<Check> addresses() {
        return Stream.of(
                new Check("8", "soap:address of the WSDL is the URL that was asked", server -> {
                    URI address = URI.create(
                            address(server, server.get(server.target().path("Services.wsdl"))));
                    URI asked = server.target().url();
                    same(origin(asked), origin(address));
                    return same(
                            asked.getPath().toLowerCase(Locale.ROOT),
                            address.getPath().toLowerCase(Locale.ROOT));
                }),
                new Check("8", "forwarded headers of strangers do not move soap:address", server -> {
                    String address = address(
                            server,
                            server.get(server.target().path("Services.wsdl"))
                                    .with("X-Forwarded-Host", "elsewhere.example")
                                    .with("X-Forwarded-Proto", "gopher")
                                    .with("Forwarded", "host=elsewhere.example;proto=gopher"));
                    if (address.contains("elsewhere") || address.contains("gopher")) {
                        throw new Contradiction("the server's own address", address);
                    }
                    return Seen.of(address);
                }));
    }

    private static String origin(URI url) {
        int port = url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
        return url.getScheme() + "://" + url.getHost() + ":" + port;
    }

    private static String address(Server server, Request request) throws IOException {
        return Xml.all(Documents.read(server.send(request).hasStatus(200).body())
                        .getDocumentElement())
                .stream()
                .filter(one -> Xml.is(one, WSDL_SOAP, "address"))
                .map(one -> one.getAttribute("location"))
                .findFirst()
                .orElseThrow(() -> new Contradiction("soap:address in the WSDL", "a WSDL without it"));
    }

    private static Stream<Check> schemas() {
        return Stream.of(
                new Check("2", "the schemas compile together", server -> {
                    ServedSchema.of(server);
                    return Seen.of("messages.xsd and types.xsd");
                }),
                new Check("2", "no schema imports the namespace of xml:", server -> {
                    for (String file : List.of("messages.xsd", "types.xsd")) {
                        boolean imports = Xml.all(document(server, file)).stream()
                                .anyMatch(one -> "import".equals(one.getLocalName())
                                        && one.getAttribute("namespace").endsWith("/XML/1998/namespace"));
                        if (imports) {
                            throw new Contradiction("no such import", "one in " + file);
                        }
                    }
                    return Seen.of("none");
                }),
                enumerates(
                        "PhoneCallState",
                        "Idle Connecting Alerted Connected Disconnected Incoming Transferring Forwarding"),
                enumerates("ConnectionFailureCause", "None UserBusy NoAnswer Unavailable Other"),
                enumerates("the version", String.join(" ", Versions.KNOWN)));
    }

    /** Types may have any name; their values tell them. */
    private static Check enumerates(String what, String values) {
        Set<String> expected = Set.of(values.split(" ", -1));
        return new Check("2", "types.xsd has the values of " + what, server -> {
            List<Set<String>> enumerations = new ArrayList<>();
            for (Element one : Xml.all(document(server, "types.xsd"))) {
                Set<String> names = Xml.children(one).stream()
                        .filter(child -> "enumeration".equals(child.getLocalName()))
                        .map(child -> child.getAttribute("value"))
                        .collect(Collectors.toSet());
                enumerations.add(names);
            }
            if (enumerations.stream().noneMatch(names -> names.containsAll(expected))) {
                throw new Contradiction("an enumeration of " + values, "none with all of them");
            }
            return Seen.of(expected.size() + " values");
        });
    }

    private static Stream<Element> wsdl(Server server, String name) throws IOException {
        return Xml.all(document(server, "Services.wsdl")).stream().filter(one -> Xml.is(one, WSDL, name));
    }

    private static Stream<Element> soap(Server server, String name) throws IOException {
        return Xml.all(document(server, "Services.wsdl")).stream().filter(one -> Xml.is(one, WSDL_SOAP, name));
    }

    static Element document(Server server, String file) throws IOException {
        String path = file.startsWith("?")
                ? server.target().path() + file
                : server.target().path(file);
        return Documents.read(server.send(server.get(path)).hasStatus(200).body())
                .getDocumentElement();
    }

    private static <T> Seen same(T expected, T seen) {
        if (!expected.equals(seen)) {
            throw new Contradiction(expected.toString(), seen.toString());
        }
        return Seen.of(seen.toString());
    }
}
