package org.ewsphone.ews;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The media types in which EWS takes requests: text/xml in UTF-8 or UTF-16 (RFC 9110, 8.3). */
final class RequestMediaType {

    private RequestMediaType() {}

    /** Whether a request of this Content-Type can be read. */
    static boolean accepts(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String[] parts = contentType.split(";", -1);
        return parts[0].strip().equalsIgnoreCase("text/xml")
                && parameters(parts).allMatch(RequestMediaType::isParameter)
                && charsets(parts).allMatch(EnvelopeEncoding::isKnown);
    }

    /** Whether the Content-Type says nothing of the encoding, or what the bytes say. */
    static boolean agreesWith(EnvelopeEncoding encoding, String contentType) {
        return charsets(contentType.split(";", -1)).allMatch(encoding::isCalled);
    }

    private static Stream<String> charsets(String... parts) {
        return parameters(parts)
                .filter(parameter -> nameOf(parameter).equalsIgnoreCase("charset"))
                .map(parameter ->
                        unquoted(parameter.substring(parameter.indexOf('=') + 1).strip()));
    }

    private static Stream<String> parameters(String... parts) {
        return Stream.of(parts).skip(1).map(String::strip);
    }

    private static boolean isParameter(String parameter) {
        return parameter.isEmpty() || parameter.contains("=");
    }

    private static String nameOf(String parameter) {
        return parameter.substring(0, Math.max(0, parameter.indexOf('='))).strip();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
