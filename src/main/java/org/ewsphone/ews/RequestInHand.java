package org.ewsphone.ews;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The request that a thread is busy with, so that whatever is logged meanwhile can be found by it.
 *
 * @param id the request-id of the answer
 * @param traceparent the client's, as W3C Trace Context has it
 */
public record RequestInHand(String id, Optional<String> traceparent) {

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** Not the log's own context, which threads would inherit that outlive the request. */
    private static final ThreadLocal<RequestInHand> NOW = new ThreadLocal<>();

    /** A request with this header, if it has one; what is no traceparent counts as none. */
    static RequestInHand of(String id, @Nullable String traceparent) {
        return new RequestInHand(
                id,
                traceparent != null && TRACEPARENT.matcher(traceparent).matches()
                        ? Optional.of(traceparent)
                        : Optional.empty());
    }

    /** That of this thread. */
    public static Optional<RequestInHand> now() {
        return Optional.ofNullable(NOW.get());
    }

    /** This thread is busy with it, until {@link #letGo}. */
    void take() {
        NOW.set(this);
    }

    /** This thread is not busy any more. */
    static void letGo() {
        NOW.remove();
    }
}
