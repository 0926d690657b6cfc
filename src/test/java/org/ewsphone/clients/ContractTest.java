package org.ewsphone.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.ewsphone.app.Envelopes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The contract says what Exchange says, stands on its own, and is kept by every golden envelope. */
final class ContractTest {

    private static final Path CONTRACT = Path.of("wsdl");
    private static final String MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages";
    private static final String TYPES = "http://schemas.microsoft.com/exchange/services/2006/types";
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    private static final String WSDL_SOAP = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static final String XSD = "http://www.w3.org/2001/XMLSchema";
    private static final List<String> OPERATIONS =
            List.of("PlayOnPhone", "GetPhoneCallInformation", "DisconnectPhoneCall", "GetServiceConfiguration");

    @TestFactory
    Stream<DynamicTest> an_answer_keeps_the_contract() throws Exception {
        Schema schema = schema();
        return Envelopes.all().stream()
                .map(envelopes -> DynamicTest.dynamicTest(envelopes.name(), () -> {
                    Element envelope = envelope(envelopes.response());
                    validate(schema, only(TYPES, "ServerVersionInfo", envelope));
                    validate(schema, children(only(SOAP, "Body", envelope)).filter(ContractTest::isNoFault));
                }));
    }

    /** RequestServerVersion may be newer than any the contract knows, and is served then. */
    @TestFactory
    Stream<DynamicTest> a_request_that_succeeds_keeps_the_contract() throws Exception {
        Schema schema = schema();
        return Envelopes.all().stream()
                .filter(envelopes -> envelopes.response().contains("ResponseClass=\"Success\""))
                .map(envelopes -> DynamicTest.dynamicTest(envelopes.name(), () -> {
                    Element envelope = envelope(envelopes.request());
                    validate(schema, children(only(SOAP, "Body", envelope)));
                    validate(
                            schema,
                            all(TYPES, "ExchangeImpersonation", envelope).filter(ContractTest::isNotNil));
                    validate(schema, all(TYPES, "MailboxCulture", envelope).filter(ContractTest::isNotNil));
                }));
    }

    @Test
    void the_service_has_its_names() throws Exception {
        Element wsdl = document("Services.wsdl");

        assertEquals(MESSAGES, wsdl.getAttribute("targetNamespace"));
        assertEquals("ExchangeServicePortType", only(WSDL, "portType", wsdl).getAttribute("name"));
        assertEquals("ExchangeServiceBinding", only(WSDL, "binding", wsdl).getAttribute("name"));
        assertEquals("ExchangeServices", only(WSDL, "service", wsdl).getAttribute("name"));
        assertEquals("ExchangeServicePort", only(WSDL, "port", wsdl).getAttribute("name"));
        assertEquals("document", only(WSDL_SOAP, "binding", wsdl).getAttribute("style"));
    }

    @Test
    void the_operations_have_their_names_and_actions() throws Exception {
        Element binding = only(WSDL, "binding", document("Services.wsdl"));

        assertEquals(OPERATIONS, names(all(WSDL, "operation", binding)));
        assertEquals(
                OPERATIONS.stream().map(name -> MESSAGES + "/" + name).toList(),
                attributes("soapAction", all(WSDL_SOAP, "operation", binding)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PlayOnPhone", "GetPhoneCallInformation", "DisconnectPhoneCall", "GetServiceConfiguration"})
    void an_operation_has_its_parts(String operation) throws Exception {
        Element wsdl = document("Services.wsdl");
        Element bound = named(operation, all(WSDL, "operation", only(WSDL, "binding", wsdl)));
        Element in = named(operation + "SoapIn", all(WSDL, "message", wsdl));
        Element out = named(operation + "SoapOut", all(WSDL, "message", wsdl));

        assertEquals(
                List.of("tns:" + operation, "t:ExchangeImpersonation", "t:MailboxCulture", "t:RequestServerVersion"),
                attributes("element", all(WSDL, "part", in)));
        assertEquals(
                List.of("request", "Impersonation", "MailboxCulture", "RequestVersion"), names(all(WSDL, "part", in)));
        assertEquals(
                List.of("tns:" + operation + "Response", "t:ServerVersionInfo"),
                attributes("element", all(WSDL, "part", out)));
        assertEquals(List.of(operation + "Result", "ServerVersion"), names(all(WSDL, "part", out)));
        assertEquals(
                List.of("Impersonation", "MailboxCulture", "RequestVersion", "ServerVersion"),
                attributes("part", all(WSDL_SOAP, "header", bound)));
        assertEquals(List.of("request", operation + "Result"), attributes("parts", all(WSDL_SOAP, "body", bound)));
    }

    @ParameterizedTest
    @CsvSource({
        "messages.xsd, ResponseMessageType, MessageText ResponseCode DescriptiveLinkKey MessageXml",
        "messages.xsd, PlayOnPhoneType, ItemId DialString",
        "messages.xsd, PlayOnPhoneResponseMessageType, PhoneCallId",
        "messages.xsd, GetPhoneCallInformationType, PhoneCallId",
        "messages.xsd, GetPhoneCallInformationResponseMessageType, PhoneCallInformation",
        "messages.xsd, DisconnectPhoneCallType, PhoneCallId",
        "messages.xsd, DisconnectPhoneCallResponseMessageType, ''",
        "messages.xsd, GetServiceConfigurationType, ActingAs RequestedConfiguration ConfigurationName",
        "types.xsd, PhoneCallIdType, ''",
        "types.xsd, PhoneCallInformationType,"
                + " PhoneCallState ConnectionFailureCause SIPResponseText SIPResponseCode",
        "types.xsd, ConnectingSIDType, PrincipalName SID PrimarySmtpAddress SmtpAddress",
        "types.xsd, UnifiedMessageServiceConfiguration, UmEnabled PlayOnPhoneDialString PlayOnPhoneEnabled"
    })
    void a_type_has_its_elements_in_order(String file, String type, String elements) throws Exception {
        Element definition = named(type, all(XSD, "complexType", document(file)));

        assertEquals(elements, String.join(" ", names(all(XSD, "element", definition))));
    }

    @ParameterizedTest
    @CsvSource({
        "messages.xsd, ResponseClassType, Success Warning Error",
        "types.xsd, PhoneCallStateType,"
                + " Idle Connecting Alerted Connected Disconnected Incoming Transferring Forwarding",
        "types.xsd, ConnectionFailureCauseType, None UserBusy NoAnswer Unavailable Other",
        "types.xsd, ServiceConfigurationType,"
                + " MailTips UnifiedMessagingConfiguration ProtectionRules PolicyNudges SharePointURLs",
        "types.xsd, ExchangeVersionType, Exchange2007 Exchange2007_SP1 Exchange2009 Exchange2010 Exchange2010_SP1"
                + " Exchange2010_SP2 Exchange2012 Exchange2013 Exchange2013_SP1 Exchange2015 Exchange2016 V2015_10_05"
                + " V2016_01_06 V2016_04_13 V2016_07_13 V2016_10_10 V2017_01_07 V2017_04_14 V2017_07_11"
    })
    void a_word_is_one_of_these(String file, String type, String words) throws Exception {
        Element definition = named(type, all(XSD, "simpleType", document(file)));

        assertEquals(words, String.join(" ", attributes("value", all(XSD, "enumeration", definition))));
    }

    /** An import of the xml namespace breaks wsimport and wsdl2java; an address elsewhere sends zeep and suds to the web. */
    @ParameterizedTest
    @ValueSource(strings = {"Services.wsdl", "messages.xsd", "types.xsd"})
    void a_document_needs_only_its_neighbours(String file) throws Exception {
        List<String> neighbours = List.of("messages.xsd", "types.xsd");
        List<String> known = List.of(MESSAGES, TYPES, WSDL, WSDL_SOAP, XSD, "http://schemas.xmlsoap.org/soap/http");

        assertEquals(
                List.of(),
                attributes("schemaLocation", all(XSD, "import", document(file))).stream()
                        .filter(location -> !neighbours.contains(location))
                        .toList());
        assertEquals(
                List.of(),
                Pattern.compile("\"(\\w+://[^\"]*)\"")
                        .matcher(Files.readString(CONTRACT.resolve(file)))
                        .results()
                        .map((MatchResult address) -> address.group(1))
                        .filter(address -> !known.contains(address))
                        .filter(address -> !address.startsWith(MESSAGES + "/"))
                        .filter(address -> !address.equals("https://localhost:8443/EWS/Exchange.asmx"))
                        .toList());
    }

    private static Schema schema() throws SAXException {
        return SchemaFactory.newDefaultInstance()
                .newSchema(CONTRACT.resolve("messages.xsd").toFile());
    }

    private static void validate(Schema schema, Element element) throws SAXException, IOException {
        schema.newValidator().validate(new DOMSource(element));
    }

    private static void validate(Schema schema, Stream<Element> elements) throws SAXException, IOException {
        for (Element element : elements.toList()) {
            validate(schema, element);
        }
    }

    private static boolean isNoFault(Element element) {
        return !"Fault".equals(element.getLocalName());
    }

    /** A nil header is none, for clients that cannot leave one out. */
    private static boolean isNotNil(Element element) {
        return !element.getAttributeNS(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil")
                .equals("true");
    }

    /** The documentation's dialect of the namespaces is folded into the contract's. */
    private static Element envelope(String text) throws Exception {
        return parse(new InputSource(
                new StringReader(text.replace("https://schemas.microsoft.com/", "http://schemas.microsoft.com/"))));
    }

    private static Element document(String name) throws Exception {
        return parse(new InputSource(CONTRACT.resolve(name).toUri().toString()));
    }

    private static Element parse(InputSource source) throws ParserConfigurationException, SAXException, IOException {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        Document document = factory.newDocumentBuilder().parse(source);
        return Objects.requireNonNull(document.getDocumentElement());
    }

    private static Element only(String namespace, String name, Element within) {
        List<Element> found = all(namespace, name, within).toList();
        assertEquals(1, found.size(), name);
        return found.get(0);
    }

    private static Element named(String name, Stream<Element> elements) {
        return elements.filter(element -> element.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + name));
    }

    private static List<String> names(Stream<Element> elements) {
        return attributes("name", elements);
    }

    private static List<String> attributes(String name, Stream<Element> elements) {
        return elements.map(element -> element.getAttribute(name)).toList();
    }

    private static Stream<Element> all(String namespace, String name, Element within) {
        return elements(within.getElementsByTagNameNS(namespace, name));
    }

    private static Stream<Element> children(Element parent) {
        return elements(parent.getChildNodes());
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }
}
