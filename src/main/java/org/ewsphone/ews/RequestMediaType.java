package org.ewsphone.ews;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The media type of a request that EWS takes: text/xml in UTF-8 or UTF-16 (RFC 9110, 8.3).
 *
 * @param charsets what it says of the encoding, mostly once and sometimes not at all
 */
record RequestMediaType(List<String> charsets) {

    /** Clients say the same with every request, and most servers have clients of few kinds. */
    private static volatile Parsed last = new Parsed("", Optional.empty());

    /** What a Content-Type says, or nothing when a request of it cannot be read. */
    static Optional<RequestMediaType> of(@Nullable String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        Parsed before = last;
        if (before.contentType.equals(contentType)) {
            return before.mediaType;
        }
        var now = new Parsed(contentType, parse(contentType));
        last = now;
        return now.mediaType;
    }

    private static Optional<RequestMediaType> parse(String contentType) {
        String[] parts = contentType.split(";", -1);
        if (!parts[0].strip().equalsIgnoreCase("text/xml")) {
            return Optional.empty();
        }
        List<String> charsets = new ArrayList<>(1);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            int equals = parameter.indexOf('=');
            if (equals < 0 && !parameter.isEmpty()) {
                return Optional.empty();
            }
            if (equals >= 0 && parameter.substring(0, equals).strip().equalsIgnoreCase("charset")) {
                charsets.add(unquoted(parameter.substring(equals + 1).strip()));
            }
        }
        return charsets.stream().allMatch(EnvelopeEncoding::isKnown)
                ? Optional.of(new RequestMediaType(charsets))
                : Optional.empty();
    }

    /** Whether it says nothing of the encoding, or what the bytes say. */
    boolean agreesWith(EnvelopeEncoding encoding) {
        for (String charset : charsets) {
            if (!encoding.isCalled(charset)) {
                return false;
            }
        }
        return true;
    }

    /** What was made of a Content-Type. */
    private record Parsed(String contentType, Optional<RequestMediaType> mediaType) {}

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
