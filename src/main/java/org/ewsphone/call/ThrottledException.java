package org.ewsphone.call;

import java.time.Duration;

/** A caller's request is one too many. */
public final class ThrottledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Limit limit;
    private final Duration backOff;

    /** One more than this limit allows. */
    public ThrottledException(Limit limit, Duration backOff) {
        super(limit.name(), null, false, false);
        this.limit = limit;
        this.backOff = backOff;
    }

    /** Which limit was reached. */
    public Limit limit() {
        return limit;
    }

    /** How long the caller should wait before asking again. */
    public Duration backOff() {
        return backOff;
    }

    /** What a caller may not do without measure. */
    public enum Limit {
        /** Requests in a time. */
        RATE,
        /** Requests at once. */
        CONCURRENCY
    }
}
