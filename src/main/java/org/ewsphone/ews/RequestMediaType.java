package org.ewsphone.ews;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The media types in which EWS takes requests: text/xml in UTF-8 or UTF-16 (RFC 9110, 8.3). */
final class RequestMediaType {

    private static final Set<String> CHARSETS = Set.of("utf-8", "utf-16", "utf-16le", "utf-16be");

    private RequestMediaType() {}

    /** Whether a request of this Content-Type can be read. */
    static boolean accepts(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String[] parts = contentType.split(";", -1);
        if (!parts[0].strip().equalsIgnoreCase("text/xml")) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            if (!acceptsParameter(parts[i].strip())) {
                return false;
            }
        }
        return true;
    }

    private static boolean acceptsParameter(String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 0) {
            return parameter.isEmpty();
        }
        String name = parameter.substring(0, equals).strip();
        return !name.equalsIgnoreCase("charset")
                || CHARSETS.contains(
                        unquoted(parameter.substring(equals + 1).strip()).toLowerCase(Locale.ROOT));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
