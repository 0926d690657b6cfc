package org.ewsphone.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reading what a server sent, by the JDK's own parser and without a document type. */
public final class Xml {

    private Xml() {}

    /** The document in these bytes; throws {@link SAXException} when there is none. */
    public static Document read(byte[] bytes) throws SAXException {
        try {
            return parser().parse(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory can be read", e);
        }
    }

    private static DocumentBuilder parser() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder parser = factory.newDocumentBuilder();
            parser.setErrorHandler(new DefaultHandler());
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's parser refuses documents with a type when told to", e);
        }
    }

    public static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    public static Optional<Element> child(Element parent, String localName) {
        return children(parent).stream()
                .filter(child -> localName.equals(child.getLocalName()))
                .findFirst();
    }

    /** The text of a child; nothing when it is not there. */
    public static Optional<String> textOf(Element parent, String localName) {
        return child(parent, localName).map(child -> child.getTextContent().strip());
    }

    public static List<String> names(List<Element> elements) {
        return elements.stream().map(Element::getLocalName).toList();
    }

    /** All elements below and with this one, in the order of the document. */
    public static List<Element> all(Element root) {
        List<Element> all = new ArrayList<>();
        all.add(root);
        children(root).forEach(child -> all.addAll(all(child)));
        return all;
    }

    public static boolean is(Element element, String namespace, String localName) {
        return localName.equals(element.getLocalName())
                && Dialect.fold(element.getNamespaceURI()).equals(namespace);
    }
}
