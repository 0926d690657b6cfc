package org.ewsphone.api;

import java.util.Arrays;
import org.ewsphone.call.OperationRecord;

/**
 * A request and its answer.
 *
 * @param number counts the requests since the start
 * @param operation what was understood of it
 * @param request the body of the request, or its beginning
 * @param requestSize how many bytes it had
 * @param answer the body of the answer, or its beginning
 * @param answerSize how many bytes it had
 */
@SuppressWarnings("ArrayRecordComponent") // Kept to be shown, never compared
record JournalEntry(
        long number, OperationRecord operation, byte[] request, int requestSize, byte[] answer, int answerSize) {

    /** One that keeps so many bytes of a body, at most. */
    static JournalEntry of(long number, OperationRecord operation, byte[] request, byte[] answer, int atMost) {
        return new JournalEntry(
                number,
                operation,
                beginning(request, atMost),
                request.length,
                beginning(answer, atMost),
                answer.length);
    }

    private static byte[] beginning(byte[] body, int atMost) {
        return body.length <= atMost ? body : Arrays.copyOf(body, atMost);
    }

    /** Whether it is about the call of this id. */
    boolean isAbout(String callId) {
        return operation.callId().filter(callId::equals).isPresent();
    }
}
