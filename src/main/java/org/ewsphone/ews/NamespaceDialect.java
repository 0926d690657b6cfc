package org.ewsphone.ews;

/**
 * How a client writes the namespaces of EWS. Exchange says {@code http://}; from January 2020 to June 2024 its
 * documentation printed {@code https://}, and code was written from it.
 */
public enum NamespaceDialect {
    /** As Exchange. */
    HTTP,
    /** As the documentation of 2020 to 2024. */
    HTTPS;

    private static final String HTTPS_MESSAGES = "https://schemas.microsoft.com/exchange/services/2006/messages";
    private static final String HTTPS_TYPES = "https://schemas.microsoft.com/exchange/services/2006/types";
    private static final String HTTPS_ERRORS = "https://schemas.microsoft.com/exchange/services/2006/errors";
    private static final String HTTPS_SOAP = "https://schemas.xmlsoap.org/soap/envelope/";

    /** The namespace as Exchange writes it. */
    static String fold(String uri) {
        return switch (uri) {
            case HTTPS_MESSAGES -> Names.MESSAGES;
            case HTTPS_TYPES -> Names.TYPES;
            case HTTPS_ERRORS -> Names.ERRORS;
            case HTTPS_SOAP -> Names.SOAP;
            default -> uri;
        };
    }

    /** A namespace of ours as this dialect writes it. The SOAP envelope is always answered as SOAP writes it. */
    String write(String uri) {
        if (this == HTTP) {
            return uri;
        }
        return switch (uri) {
            case Names.MESSAGES -> HTTPS_MESSAGES;
            case Names.TYPES -> HTTPS_TYPES;
            case Names.ERRORS -> HTTPS_ERRORS;
            default -> uri;
        };
    }

    /** What a server does about the dialects. */
    public enum Policy {
        /** Accepts both and answers in that of the request. */
        MIRROR,
        /** Accepts both and answers as Exchange. */
        HTTP,
        /** Refuses what Exchange would not know. */
        STRICT;

        NamespaceDialect answerTo(NamespaceDialect request) {
            return this == MIRROR ? request : NamespaceDialect.HTTP;
        }
    }
}
