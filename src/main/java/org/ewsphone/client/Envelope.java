package org.ewsphone.client;

import java.nio.charset.StandardCharsets;

/**
 * A request's envelope, written the plainest way: one element a line, the operation on the line that
 * {@link #LINE_OF_OPERATION} tells.
 *
 * @param dialect of its namespaces
 * @param soap the namespace of the envelope
 * @param headers the children of its Header
 * @param body the children of its Body
 */
public record Envelope(Dialect dialect, String soap, String headers, String body) {

    public static final int LINE_OF_OPERATION = 7;

    /** One whose Body has this child, from a client of Exchange 2010. */
    public static Envelope of(String body) {
        return new Envelope(Dialect.HTTP, Dialect.SOAP, version("Exchange2010"), body);
    }

    public static Envelope disconnect(String callId) {
        return of("<m:DisconnectPhoneCall>\n<m:PhoneCallId Id=\"" + escaped(callId) + "\"/>\n</m:DisconnectPhoneCall>");
    }

    public static Envelope information(String callId) {
        return of("<m:GetPhoneCallInformation>\n<m:PhoneCallId Id=\"" + escaped(callId)
                + "\"/>\n</m:GetPhoneCallInformation>");
    }

    public static Envelope play(String item, String dialString) {
        return of("<m:PlayOnPhone>\n<m:ItemId Id=\"" + escaped(item) + "\"/>\n<m:DialString>" + escaped(dialString)
                + "</m:DialString>\n</m:PlayOnPhone>");
    }

    public static Envelope play(Telephone telephone) {
        return play(telephone.item(), telephone.number());
    }

    public static Envelope configuration(String... names) {
        var requested = new StringBuilder();
        for (String name : names) {
            requested.append("<m:ConfigurationName>").append(escaped(name)).append("</m:ConfigurationName>\n");
        }
        return of("<m:GetServiceConfiguration>\n<m:RequestedConfiguration>\n" + requested
                + "</m:RequestedConfiguration>\n</m:GetServiceConfiguration>");
    }

    public static String version(String name) {
        return "<t:RequestServerVersion Version=\"" + escaped(name) + "\"/>";
    }

    public Envelope in(Dialect other) {
        return new Envelope(other, soap, headers, body);
    }

    public Envelope soap(String other) {
        return new Envelope(dialect, other, headers, body);
    }

    /** With these headers only. */
    public Envelope headers(String others) {
        return new Envelope(dialect, soap, others, body);
    }

    /** With these headers beside those it has. */
    public Envelope and(String more) {
        return headers(headers + more);
    }

    public String text() {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + element();
    }

    /** Without the XML declaration. */
    public String element() {
        return "<soap:Envelope xmlns:soap=\"" + soap + "\"\n xmlns:m=\"" + dialect.messages() + "\" xmlns:t=\""
                + dialect.types() + "\">\n<soap:Header>" + headers + "</soap:Header>\n\n<soap:Body>\n" + body
                + "\n</soap:Body>\n</soap:Envelope>";
    }

    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
