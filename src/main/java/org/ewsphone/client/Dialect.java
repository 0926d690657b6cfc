package org.ewsphone.client;

import org.jspecify.annotations.Nullable;

/** How the namespaces of EWS are written: as Exchange does, or as the documentation of 2020 to 2024 did. */
public enum Dialect {
    HTTP("http"),
    HTTPS("https");

    /** The envelope of SOAP 1.1. */
    public static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

    private static final String PLACE = "://schemas.microsoft.com/exchange/services/2006/";

    private final String scheme;

    Dialect(String scheme) {
        this.scheme = scheme;
    }

    public String messages() {
        return scheme + PLACE + "messages";
    }

    public String types() {
        return scheme + PLACE + "types";
    }

    public String errors() {
        return scheme + PLACE + "errors";
    }

    /** As Exchange writes the namespace; which dialect it came in is another matter. */
    public static String fold(@Nullable String namespace) {
        if (namespace == null) {
            return "";
        }
        boolean ours = namespace.startsWith("https" + PLACE) || namespace.equals("https" + SOAP.substring(4));
        return ours ? "http" + namespace.substring("https".length()) : namespace;
    }

    public boolean owns(String namespace) {
        return namespace.startsWith(scheme + PLACE);
    }
}
