package org.ewsphone.gateway.sip.message;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a SIP URI leads: what is needed to send something there.
 *
 * @param secure {@code sips:}
 * @param host a name or an address, without brackets
 * @param port 0 when none is written
 * @param parameters those of the URI; names in small letters
 */
public record SipUri(boolean secure, String host, int port, Map<String, String> parameters) {

    private static final Pattern URI = Pattern.compile(
            "(sips?):(?:[^@;?<>\\s]{1,256}@)?(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})(?::([0-9]{1,5}))?(;[^?<>\\s]*)?(\\?[^<>\\s]*)?",
            Pattern.CASE_INSENSITIVE);

    private static final int MOST = 65_535;

    /** The URI in this text; throws {@link IllegalArgumentException} when it is no SIP URI. */
    public static SipUri parse(String text) {
        Matcher uri = URI.matcher(text);
        if (!uri.matches()) {
            throw new IllegalArgumentException("must be a SIP URI, as sip:sbc.example.org:5060;transport=tcp");
        }
        int port = uri.group(3) == null ? 0 : Integer.parseInt(uri.group(3));
        if (port > MOST) {
            throw new IllegalArgumentException("must have a port up to " + MOST);
        }
        return new SipUri(
                "sips".equalsIgnoreCase(uri.group(1)),
                uri.group(2).replaceAll("[\\[\\]]", ""),
                port,
                uri.group(4) == null ? Map.of() : Text.parameters(uri.group(4), ';'));
    }

    /** The transport that the URI asks for, in small letters; empty when it does not. */
    public String transport() {
        return parameters.getOrDefault("transport", "").toLowerCase(Locale.ROOT);
    }

    /** Host and port as they are written in a URI. */
    public static String hostPort(String host, int port) {
        String written = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == 0 ? written : written + ":" + port;
    }
}
