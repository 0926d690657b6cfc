package org.ewsphone.conform;

import java.util.List;
import java.util.Optional;
import org.ewsphone.client.Dialect;
import org.ewsphone.client.Xml;
import org.w3c.dom.Element;

/** A response, read as an envelope of EWS. What it should be is asked of it; it throws {@link Contradiction} if it is not. */
final class Answer implements Seen {

    private static final String MESSAGES = Dialect.HTTP.messages();

    private final Response response;

    Answer(Response response) {
        this.response = response;
    }

    Response response() {
        return response;
    }

    /** The Envelope. */
    Element envelope() {
        if (response.body().length == 0) {
            throw new Contradiction("a SOAP envelope", response.line());
        }
        Element root = document();
        if (!Xml.is(root, Dialect.SOAP, "Envelope")) {
            throw new Contradiction("a SOAP 1.1 Envelope", "the element " + name(root) + ", " + response.line());
        }
        return root;
    }

    private Element document() {
        try {
            return Documents.read(response.body()).getDocumentElement();
        } catch (Contradiction e) {
            throw new Contradiction("a SOAP envelope", response.line());
        }
    }

    /** The only child of the Body. */
    Element payload() {
        Element body = Xml.child(envelope(), "Body")
                .orElseThrow(() -> new Contradiction("a Body in the Envelope", "an Envelope without a Body"));
        List<Element> children = Xml.children(body);
        if (children.size() != 1) {
            throw new Contradiction("one child of the Body", "the children " + Xml.names(children));
        }
        return children.get(0);
    }

    /** The answer to an operation, of whatever ResponseClass. */
    Element answers(String operation) {
        Element payload = payload();
        if (response.status() != 200 || !Xml.is(payload, MESSAGES, operation + "Response")) {
            throw new Contradiction("HTTP 200 with " + operation + "Response", line());
        }
        return payload;
    }

    /** Itself, when the operation was carried out. */
    Answer succeeds(String operation) {
        Element payload = answers(operation);
        if (!isSuccess(payload)) {
            throw new Contradiction(operation + "Response with Success and NoError", line());
        }
        return this;
    }

    /** Itself, when the operation was refused with this code. */
    Answer refuses(String operation, String code) {
        Element payload = answers(operation);
        if (!payload.getAttribute("ResponseClass").equals("Error")
                || !code(payload).equals(code)) {
            throw new Contradiction(operation + "Response with Error and " + code, line());
        }
        return this;
    }

    /** Itself, when the server understood the DisconnectPhoneCall, whether or not there is such a call. */
    Answer isServed() {
        Element payload = answers("DisconnectPhoneCall");
        if (!isSuccess(payload) && !code(payload).equals("ErrorInvalidPhoneCallId")) {
            throw new Contradiction("the request being served, as any other DisconnectPhoneCall", line());
        }
        return this;
    }

    boolean isSuccessful() {
        return response.status() == 200 && isSuccess(payload());
    }

    /** The fault with one of these codes; with any when none is given. */
    Fault faults(String... codes) {
        Element payload = payload();
        if (!Xml.is(payload, Dialect.SOAP, "Fault")) {
            throw new Contradiction("a fault " + String.join(" or ", codes), line());
        }
        var fault = new Fault(this, payload);
        if (codes.length > 0 && !List.of(codes).contains(fault.code())) {
            throw new Contradiction("a fault " + String.join(" or ", codes), line());
        }
        return fault;
    }

    /** The ServerVersionInfo of the Header. */
    Element serverVersionInfo() {
        Element header = Xml.child(envelope(), "Header")
                .orElseThrow(
                        () -> new Contradiction("a Header with ServerVersionInfo", "an Envelope without a Header"));
        return Xml.children(header).stream()
                .filter(child -> Xml.is(child, Dialect.HTTP.types(), "ServerVersionInfo"))
                .findFirst()
                .orElseThrow(() -> new Contradiction(
                        "a Header with ServerVersionInfo", "a Header with " + Xml.names(Xml.children(header))));
    }

    /** As {@code Exchange2010 14.0.639.20}. */
    String version() {
        Element info = serverVersionInfo();
        return info.getAttribute("Version") + " "
                + String.join(
                        ".",
                        info.getAttribute("MajorVersion"),
                        info.getAttribute("MinorVersion"),
                        info.getAttribute("MajorBuildNumber"),
                        info.getAttribute("MinorBuildNumber"));
    }

    static String code(Element payload) {
        return Xml.textOf(payload, "ResponseCode").orElse("no ResponseCode");
    }

    private static boolean isSuccess(Element payload) {
        return payload.getAttribute("ResponseClass").equals("Success")
                && code(payload).equals("NoError");
    }

    @Override
    public String line() {
        try {
            Element payload = payload();
            return "HTTP " + response.status() + ", " + told(payload);
        } catch (Contradiction e) {
            return response.line();
        }
    }

    private static String told(Element payload) {
        if (Xml.is(payload, Dialect.SOAP, "Fault")) {
            return "a fault " + Xml.textOf(payload, "faultcode").orElse("without faultcode") + ": "
                    + OneLine.of(Xml.textOf(payload, "faultstring").orElse("no faultstring"));
        }
        Optional<String> responseClass = Optional.of(payload.getAttribute("ResponseClass"));
        return payload.getLocalName() + " "
                + responseClass.filter(text -> !text.isEmpty()).orElse("without ResponseClass") + " " + code(payload);
    }

    private static String name(Element element) {
        return "{" + element.getNamespaceURI() + "}" + element.getLocalName();
    }
}
