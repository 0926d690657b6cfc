package org.ewsphone.ews;

import java.util.Map;
import org.ewsphone.ews.wire.ResponseCodeType;
import org.jspecify.annotations.Nullable;

/**
 * A request that gets a SOAP fault instead of an answer: it broke the protocol, or the server cannot serve it now. Made
 * by {@link EwsFaults} only.
 */
final class EwsFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable ResponseCodeType code;
    private final int status;
    private final String text;
    private final transient Map<String, String> details;
    private final int backOffMilliseconds;
    private final NamespaceDialect dialect;

    EwsFault(
            @Nullable ResponseCodeType code,
            int status,
            String message,
            String text,
            Map<String, String> details,
            int backOffMilliseconds,
            NamespaceDialect dialect) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.text = text;
        this.details = details;
        this.backOffMilliseconds = backOffMilliseconds;
        this.dialect = dialect;
    }

    /** The code; nothing when SOAP itself has the fault code MustUnderstand for it. */
    @Nullable
    ResponseCodeType code() {
        return code;
    }

    /** The same fault, known to be that of a request in this dialect. */
    EwsFault in(NamespaceDialect requestDialect) {
        return new EwsFault(
                code, status, String.valueOf(getMessage()), text, details, backOffMilliseconds, requestDialect);
    }

    /** The dialect of the request. */
    NamespaceDialect dialect() {
        return dialect;
    }

    /** The HTTP status. */
    int status() {
        return status;
    }

    /** The faultstring; {@link #getMessage} is the shorter text of the detail. */
    String text() {
        return text;
    }

    /** Elements of the MessageXml, in their order. */
    Map<String, String> details() {
        return details;
    }

    /** How long the client should wait before it tries again; 0 when it need not. */
    int backOffMilliseconds() {
        return backOffMilliseconds;
    }
}
