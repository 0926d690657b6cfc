package org.ewsphone.gateway.sip;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.gateway.sip.message.SipResponse;
import org.ewsphone.gateway.sip.signalling.Responses;

/** The final answer to a request, for somebody who waits for it. */
final class Outcome implements Responses {

    private final CompletableFuture<SipResponse> answer = new CompletableFuture<>();

    @Override
    public void received(SipResponse response) {
        if (!response.isProvisional()) {
            answer.complete(response);
        }
    }

    @Override
    public void failed(Failure failure) {
        answer.completeExceptionally(
                switch (failure) {
                    case TIMEOUT -> new CallException(CallFailure.GATEWAY_TIMED_OUT, "There was no answer");
                    case TRANSPORT -> new CallException(CallFailure.GATEWAY_UNREACHABLE, "The connection broke");
                });
    }

    /** The answer; throws {@link CallException} when there is none within this time. */
    SipResponse await(Duration atMost) {
        return await(answer, atMost);
    }

    /** What the future will be; throws the {@link CallException} that it fails with, or one when the time is over. */
    static <T> T await(Future<T> future, Duration atMost) {
        try {
            return future.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CallException known
                    ? known
                    : new CallException(CallFailure.GATEWAY_UNREACHABLE, "It could not be asked", e);
        } catch (TimeoutException e) {
            throw new CallException(CallFailure.GATEWAY_TIMED_OUT, "There was no answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallException(CallFailure.GATEWAY_TIMED_OUT, "Interrupted", e);
        }
    }
}
