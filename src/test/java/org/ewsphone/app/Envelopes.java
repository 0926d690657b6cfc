package org.ewsphone.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xmlunit.builder.DiffBuilder;
import org.xmlunit.diff.Diff;
import org.xmlunit.diff.DifferenceEvaluators;
import org.xmlunit.placeholder.PlaceholderDifferenceEvaluator;

/**
 * A golden envelope: what is sent, what comes back, and the settings of the server it is sent to if they matter. A new case
 * is a directory with a request.xml and a response.xml.
 */
public record Envelopes(String name, String request, String response, Map<String, String> settings) {

    /** All cases there are. */
    public static List<Envelopes> all() {
        Path root = root();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.endsWith("request.xml"))
                    .map(file -> read(root, Objects.requireNonNull(file.getParent())))
                    .sorted((a, b) -> a.name.compareTo(b.name))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The case of this name. */
    public static Envelopes named(String name) {
        return read(root(), root().resolve(name));
    }

    /** Holds an answer against the golden one: a fault comes with 500, an answer with 200. */
    public void assertAnsweredBy(int status, String answer) {
        Diff diff = DiffBuilder.compare(response)
                .withTest(answer)
                .ignoreWhitespace()
                .ignoreComments()
                .checkForSimilar()
                .withDifferenceEvaluator(
                        DifferenceEvaluators.chain(DifferenceEvaluators.Default, new PlaceholderDifferenceEvaluator()))
                .build();
        assertFalse(diff.hasDifferences(), () -> name + ": " + diff + "\n" + answer);
        assertEquals(faultCode(response), faultCode(answer), name);
        assertEquals(response.contains(":Fault>") ? 500 : 200, status);
    }

    /** With the namespace of its prefix, which no comparison of documents sees within text. */
    private static String faultCode(String envelope) {
        NodeList codes = document(envelope).getElementsByTagName("faultcode");
        if (codes.getLength() == 0) {
            return "";
        }
        String[] parts = codes.item(0).getTextContent().split(":", 2);
        return "{" + codes.item(0).lookupNamespaceURI(parts[0]) + "}" + parts[1];
    }

    private static Document document(String envelope) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(envelope)));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new AssertionError(envelope, e);
        }
    }

    private static Path root() {
        try {
            return Path.of(Objects.requireNonNull(Envelopes.class.getResource("/envelopes"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Envelopes read(Path root, Path directory) {
        try {
            return new Envelopes(
                    root.relativize(directory).toString(),
                    Files.readString(directory.resolve("request.xml")),
                    Files.readString(directory.resolve("response.xml")),
                    settings(root, directory.resolve("settings.properties")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> settings(Path root, Path file) throws IOException {
        Map<String, String> settings = new HashMap<>();
        if (Files.exists(file)) {
            var properties = new Properties();
            properties.load(new StringReader(
                    Files.readString(file, StandardCharsets.UTF_8).replace("${envelopes}", root.toString())));
            properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        }
        return Map.copyOf(settings);
    }
}
