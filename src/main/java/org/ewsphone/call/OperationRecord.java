package org.ewsphone.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What was asked, by whom, and what came of it; as far as it got to be known.
 *
 * @param at when it was answered
 * @param requestId the id that the answer and the log have
 * @param caller the authenticated user
 * @param mailbox the mailbox in effect; the user's own as long as no other was granted
 * @param address where the client is
 * @param operation the name of the operation; nothing when the request could not be read
 * @param callId the id of the call, as the client sent it or was given it
 * @param number what was to be dialled
 * @param code the response code
 * @param status the HTTP status
 * @param duration from the arrival of the request to its answer
 */
public record OperationRecord(
        Instant at,
        String requestId,
        String caller,
        String mailbox,
        String address,
        Optional<String> operation,
        Optional<String> callId,
        Optional<DialString> number,
        String code,
        int status,
        Duration duration) {}
