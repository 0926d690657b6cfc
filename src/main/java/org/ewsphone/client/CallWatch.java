package org.ewsphone.client;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Looks at a call again and again, as clients of EWS have to.
 *
 * @param client whom to ask
 * @param callId which call
 * @param pause between two looks
 */
public record CallWatch(EwsClient client, String callId, Duration pause) {

    /** Looks until the call is so, tells of each change on the way, and returns what it saw last. */
    public CallInformation until(Predicate<CallInformation> end, Consumer<CallInformation> changes)
            throws IOException, InterruptedException, EwsErrorException {
        CallInformation seen = look();
        changes.accept(seen);
        while (!end.test(seen)) {
            Thread.sleep(pause.toMillis());
            CallInformation next = look();
            if (!next.equals(seen)) {
                changes.accept(next);
            }
            seen = next;
        }
        return seen;
    }

    private CallInformation look() throws IOException, InterruptedException, EwsErrorException {
        return CallInformation.of(client.ask(Envelope.information(callId)));
    }
}
