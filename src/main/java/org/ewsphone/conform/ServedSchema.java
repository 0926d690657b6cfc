package org.ewsphone.conform;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The schema that the server itself serves, compiled without a look at anything else. */
final class ServedSchema {

    private final Schema schema;

    private ServedSchema(Schema schema) {
        this.schema = schema;
    }

    static ServedSchema of(Server server) throws IOException {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setResourceResolver((type, namespace, publicId, systemId, base) -> null);
            return new ServedSchema(
                    factory.newSchema(new Source[] {text(server, "types.xsd"), text(server, "messages.xsd")}));
        } catch (SAXException e) {
            throw new Contradiction("schemas that compile", OneLine.of(String.valueOf(e.getMessage())));
        }
    }

    /** Throws {@link Contradiction} for an element that is not as the schema says. */
    void accepts(Element element) throws IOException {
        try {
            schema.newValidator().validate(new DOMSource(element));
        } catch (SAXException e) {
            throw new Contradiction(
                    element.getLocalName() + " as the server's own schema says",
                    OneLine.of(String.valueOf(e.getMessage())));
        }
    }

    /** Without its imports' locations, for both schemas are at hand. */
    private static Source text(Server server, String file) throws IOException {
        Response response = server.send(server.get(server.target().path(file))).hasStatus(200);
        Documents.read(response.body());
        String text = response.text().replaceAll("(<[\\w:]*import\\b[^>]*?)\\s+schemaLocation=\"[^\"]*\"", "$1");
        return new StreamSource(new StringReader(text.startsWith("\ufeff") ? text.substring(1) : text), file);
    }
}
