package org.ewsphone.gateway.sip.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One element that a request passed (RFC 3261, 20.42).
 *
 * @param transport UDP, TCP or TLS
 * @param host where it says that it is
 * @param port 0 when none is written
 * @param parameters names in small letters
 */
public record Via(String transport, String host, int port, Map<String, String> parameters) {

    private static final Pattern VALUE = Pattern.compile(
            "SIP\\s*/\\s*2\\.0\\s*/\\s*([A-Za-z-]{1,8})\\s+(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})(?:\\s*:\\s*([0-9]{1,5}))?\\s*(;.*)?");

    /** The value of a field; throws {@link IllegalArgumentException} when it is none. */
    public static Via parse(String value) {
        Matcher via = VALUE.matcher(value);
        if (!via.matches()) {
            throw new IllegalArgumentException("A Via names a transport and a host");
        }
        return new Via(
                via.group(1),
                via.group(2).replaceAll("[\\[\\]]", ""),
                via.group(3) == null ? 0 : Integer.parseInt(via.group(3)),
                via.group(4) == null ? Map.of() : Text.parameters(via.group(4), ';'));
    }

    /** What tells the transaction. */
    public Optional<String> branch() {
        return Optional.ofNullable(parameters.get("branch")).filter(branch -> !branch.isEmpty());
    }

    /** Where it really came from, as RFC 3261, 18.2.1, and RFC 3581 want it told. */
    public Via receivedFrom(String address, int sourcePort) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put("received", address);
        more.computeIfPresent("rport", (name, none) -> Integer.toString(sourcePort));
        return new Via(transport, host, port, more);
    }

    @Override
    public String toString() {
        return "SIP/2.0/" + transport + " " + SipUri.hostPort(host, port)
                + parameters.entrySet().stream()
                        .map(entry -> ";" + entry.getKey() + (entry.getValue().isEmpty() ? "" : "=" + entry.getValue()))
                        .collect(Collectors.joining());
    }
}
