package org.ewsphone.call;

import org.jspecify.annotations.Nullable;

/** Something that was asked of a call could not be done, for a reason that its caller may know. */
public final class CallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final CallFailure failure;

    /** A failure that needs no further word. */
    public CallException(CallFailure failure) {
        this(failure, failure.name(), null);
    }

    /** A failure with a detail for the log; clients never see it. */
    public CallException(CallFailure failure, String detail) {
        this(failure, detail, null);
    }

    /** A failure with a detail for the log and what led to it. */
    public CallException(CallFailure failure, String detail, @Nullable Throwable cause) {
        super(detail, cause, false, cause != null);
        this.failure = failure;
    }

    /** What failed. */
    public CallFailure failure() {
        return failure;
    }
}
