package org.ewsphone.conform;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ewsphone.client.Dialect;
import org.ewsphone.client.Xml;
import org.w3c.dom.Element;

/** A SOAP fault, as section 4 wants it. */
final class Fault implements Seen {

    /** Traces of a program where a text for a client should be: names of classes, of parsers, of stack frames. */
    private static final Pattern PROGRAM_TEXT = Pattern.compile("\\b[a-z]\\w*(?:\\.[a-z]\\w*)+\\.[A-Z]\\w*"
            + "|\\bat [\\w.$]+\\([^)]*\\)|\\w+Exception\\b|\\bSystem\\.\\w+|\\bcvc-|\\bcos-|\\bParseError\\b"
            + "|\\bSAX|\\bXerces|\\bWoodstox|\\bjavax?\\.|\\bjakarta\\.|\\[row,col|\\[com\\.|Message: ");

    private final Answer answer;
    private final Element element;

    Fault(Answer answer, Element element) {
        this.answer = answer;
        this.element = element;
    }

    Answer answer() {
        return answer;
    }

    Element element() {
        return element;
    }

    /** The local part of the faultcode. */
    String code() {
        String code = faultCode();
        return code.substring(code.indexOf(':') + 1);
    }

    private String faultCode() {
        return Xml.textOf(element, "faultcode").orElse("none");
    }

    String text() {
        return child("faultstring").getTextContent();
    }

    Element detail() {
        return child("detail");
    }

    /** The elements of the MessageXml. */
    List<Element> messageXml() {
        return Xml.children(Xml.child(detail(), "MessageXml")
                .orElseThrow(() -> new Contradiction(
                        "t:MessageXml in the detail", "a detail of " + Xml.names(Xml.children(detail())))));
    }

    /** Itself, when everything that every fault has is there. */
    Fault isWellMade() {
        hasStatus500();
        hasCodeOf(Dialect.HTTP.types());
        hasPartsInOrder();
        hasLanguage();
        repeatsItsCode();
        hidesTheProgram();
        return this;
    }

    Fault hasStatus500() {
        answer.response().hasStatus(500);
        return this;
    }

    /** The prefix of the faultcode must be bound to this namespace where it stands. */
    Fault hasCodeOf(String namespace) {
        String code = faultCode();
        int colon = code.indexOf(':');
        String bound = colon < 0 ? null : child("faultcode").lookupNamespaceURI(code.substring(0, colon));
        if (!Dialect.fold(bound).equals(namespace)) {
            throw new Contradiction(
                    "a faultcode whose prefix is bound to " + namespace,
                    "faultcode " + code
                            + (bound == null ? ", its prefix not bound" : ", its prefix bound to " + bound));
        }
        return this;
    }

    Fault hasPartsInOrder() {
        List<Element> parts = Xml.children(element);
        List<String> names = Xml.names(parts).stream()
                .filter(name -> !name.equals("faultactor"))
                .toList();
        boolean qualified = parts.stream().anyMatch(part -> part.getNamespaceURI() != null);
        if (!names.equals(List.of("faultcode", "faultstring", "detail")) || qualified) {
            throw new Contradiction(
                    "faultcode, faultstring and detail without a namespace",
                    names + (qualified ? " with a namespace" : ""));
        }
        return this;
    }

    Fault hasLanguage() {
        String language = child("faultstring").getAttribute("xml:lang");
        if (!language.equals("en-US")) {
            throw new Contradiction("faultstring xml:lang=\"en-US\"", "xml:lang=\"" + language + "\"");
        }
        return this;
    }

    Fault repeatsItsCode() {
        List<Element> parts = Xml.children(detail());
        boolean begins = parts.size() >= 2
                && Xml.is(parts.get(0), Dialect.HTTP.errors(), "ResponseCode")
                && parts.get(0).getTextContent().equals(code())
                && Xml.is(parts.get(1), Dialect.HTTP.errors(), "Message")
                && !parts.get(1).getTextContent().isBlank();
        if (!begins) {
            throw new Contradiction(
                    "a detail with e:ResponseCode " + code() + " and e:Message",
                    "a detail of " + Xml.names(parts) + ": " + OneLine.of(detail().getTextContent()));
        }
        return this;
    }

    Fault hidesTheProgram() {
        Matcher trace = PROGRAM_TEXT.matcher(element.getTextContent());
        if (trace.find()) {
            throw new Contradiction(
                    "no name of a class, no stack trace, no words of a parser", OneLine.of(trace.group()));
        }
        return this;
    }

    private Element child(String name) {
        return Xml.child(element, name)
                .orElseThrow(() ->
                        new Contradiction(name + " in the fault", "a fault of " + Xml.names(Xml.children(element))));
    }

    @Override
    public String line() {
        return answer.line();
    }
}
