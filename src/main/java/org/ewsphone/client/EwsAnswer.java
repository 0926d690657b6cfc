package org.ewsphone.client;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** An envelope that a server of EWS sent. */
public final class EwsAnswer {

    private final Element envelope;
    private final Element payload;

    private EwsAnswer(Element envelope, Element payload) {
        this.envelope = envelope;
        this.payload = payload;
    }

    /** The envelope in a response; throws {@link IOException} when there is none. */
    static EwsAnswer of(HttpResponse<byte[]> response) throws IOException {
        try {
            Element root = Xml.read(response.body()).getDocumentElement();
            Optional<Element> payload = Xml.child(root, "Body")
                    .filter(body -> Xml.is(root, Dialect.SOAP, "Envelope"))
                    .flatMap(body -> Xml.children(body).stream().findFirst());
            return new EwsAnswer(root, payload.orElseThrow(() -> notEws(response)));
        } catch (SAXException e) {
            throw notEws(response);
        }
    }

    private static IOException notEws(HttpResponse<byte[]> response) {
        return new IOException("what answers there does not speak EWS (HTTP " + response.statusCode() + ", "
                + response.headers().firstValue("Content-Type").orElse("no Content-Type")
                + "); the path is usually /EWS/Exchange.asmx");
    }

    /** Itself, unless it is an error. */
    EwsAnswer good() throws EwsErrorException {
        if (code().equals("NoError")) {
            return this;
        }
        throw new EwsErrorException(code(), message());
    }

    /** The response code, of a fault as well. */
    public String code() {
        return isFault()
                ? text("ResponseCode")
                        .or(() -> text("faultcode"))
                        .orElse("a fault without a code")
                        .replaceFirst(".*:", "")
                : text("ResponseCode").orElse("an answer without a code");
    }

    private String message() {
        return text(isFault() ? "faultstring" : "MessageText").orElse("it says no more");
    }

    private boolean isFault() {
        return Xml.is(payload, Dialect.SOAP, "Fault");
    }

    /** The text of the first element of this name, wherever it is. */
    public Optional<String> text(String localName) {
        return first(payload, localName).map(element -> element.getTextContent().strip());
    }

    /** The attribute Id of the first element of this name. */
    public Optional<String> id(String localName) {
        return first(payload, localName)
                .map(element -> element.getAttribute("Id"))
                .filter(id -> !id.isEmpty());
    }

    /** As {@code Exchange2010 14.0.639.20}; nothing when the server does not say. */
    Optional<String> version() {
        return first(envelope, "ServerVersionInfo")
                .map(info -> info.getAttribute("Version") + " "
                        + Stream.of("MajorVersion", "MinorVersion", "MajorBuildNumber", "MinorBuildNumber")
                                .map(info::getAttribute)
                                .collect(Collectors.joining(".")));
    }

    private static Optional<Element> first(Element below, String localName) {
        return Xml.all(below).stream()
                .filter(element -> localName.equals(element.getLocalName()))
                .findFirst();
    }
}
