package org.ewsphone.api;

import jakarta.json.JsonObject;
import org.ewsphone.call.CallException;

/** A request that cannot be served, told as RFC 9457 has it. The detail says what to do. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;

    private Problem(int status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
    }

    static Problem badRequest(String detail) {
        return new Problem(400, "Bad Request", detail);
    }

    static Problem forbidden(String detail) {
        return new Problem(403, "Forbidden", detail);
    }

    static Problem notFound(String detail) {
        return new Problem(404, "Not Found", detail);
    }

    static Problem methodNotAllowed(String allowed) {
        return new Problem(405, "Method Not Allowed", "This may be asked for by " + allowed + ".");
    }

    static Problem conflict(String detail) {
        return new Problem(409, "Conflict", detail);
    }

    static Problem tooLarge(int most) {
        return new Problem(413, "Content Too Large", "A request has at most " + most + " bytes.");
    }

    static Problem notJson() {
        return new Problem(
                415, "Unsupported Media Type", "What changes something is sent with Content-Type: application/json.");
    }

    static Problem internal(String requestId) {
        return new Problem(
                500, "Internal Server Error", "This is a bug; the log of the server has it under " + requestId + ".");
    }

    static Problem unavailable(String detail) {
        return new Problem(503, "Service Unavailable", detail);
    }

    /** Why something that was asked of a call could not be done. */
    static Problem of(CallException e) {
        return switch (e.failure()) {
            case UNKNOWN_CALL -> notFound("There is no such call, or its record has expired. List the calls again.");
            case GATEWAY_UNREACHABLE ->
                new Problem(502, "Bad Gateway", "The telephone gateway cannot be reached. The call may still be up.");
            case GATEWAY_REFUSED ->
                new Problem(502, "Bad Gateway", "The telephone gateway refuses. The call may still be up.");
            case GATEWAY_TIMED_OUT ->
                new Problem(504, "Gateway Timeout", "The telephone gateway did not answer in time. Try again.");
            case REGISTRY_UNAVAILABLE, TOO_MANY_CALLS, SHUTTING_DOWN ->
                unavailable("The calls cannot be reached now (" + Words.of(e.failure()) + "). Try again later.");
            // All others are about placing a call, which is not done here
            default -> conflict("The call does not allow it (" + Words.of(e.failure()) + ").");
        };
    }

    int status() {
        return status;
    }

    JsonObject json() {
        return Words.JSON
                .createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title)
                .add("status", status)
                .add("detail", String.valueOf(getMessage()))
                .build();
    }
}
