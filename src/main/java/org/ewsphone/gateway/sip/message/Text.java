package org.ewsphone.gateway.sip.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The small grammar that header fields share: lists, parameters and quoted strings (RFC 3261, 25.1). */
final class Text {

    private Text() {}

    /** The parts between the separators, stripped, those that are empty left out. Quotes and brackets protect. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        boolean bracketed = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : separator;
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '<' || c == '>')) {
                bracketed = c == '<';
            }
            if (i >= text.length() || (c == separator && !quoted && !bracketed)) {
                String part = text.substring(start, Math.min(i, text.length())).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i + 1;
            }
        }
        return parts;
    }

    /** {@code a=b;c} as a map with names in small letters; without a value it is empty. The first of a name counts. */
    static Map<String, String> parameters(String text, char separator) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : split(text, separator)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value =
                    equals < 0 ? "" : unquoted(parameter.substring(equals + 1).strip());
            parameters.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), value);
        }
        return parameters;
    }

    static String unquoted(String text) {
        if (text.length() < 2 || text.charAt(0) != '"' || text.charAt(text.length() - 1) != '"') {
            return text;
        }
        return text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
    }
}
